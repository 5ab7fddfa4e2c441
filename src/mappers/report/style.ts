/** One style sheet for screen and paper, light and dark. No fonts, pictures or scripts from anywhere. */
export const style = `
:root { color-scheme: light dark; --ink: #1b2430; --soft: #5b6675; --faint: #98a2b0; --line: #e3e7ed; --page: #f5f7f9; --card: #fff;
  --accent: #0b6e69; --good: #14785a; --good-bg: #e7f5ef; --look: #94590a; --look-bg: #fdf3e2; --bad: #b3261e; --bad-bg: #fdecea;
  --created: #1f8a70; --updated: #56b199; --merged: #8fc9b6; --skipped: #c3dcd3; --excluded: #b9c1cc; --held: #e0a53a; --failed: #cf4a41; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e5e9ee; --soft: #a5b0bd; --faint: #6f7b89; --line: #2c3540; --page: #12171d;
  --card: #1a2129; --accent: #57c4b8; --good: #67d0a5; --good-bg: #15302a; --look: #eebd6c; --look-bg: #35291a; --bad: #f28b82; --bad-bg: #3a2020;
  --skipped: #3d5a52; --excluded: #56616e; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
header .kind { margin: 0; color: var(--accent); font-weight: 600; letter-spacing: .04em; }
h1 { margin: .1rem 0 .2rem; font-size: 2.1rem; line-height: 1.2; letter-spacing: -.015em; }
h2 { margin: 0 0 .25rem; font-size: 1.25rem; letter-spacing: -.005em; }
h3 { margin: 1.4rem 0 .4rem; font-size: 1rem; }
p { margin: .3rem 0 .7rem; } .lead, .soft { color: var(--soft); } .small { font-size: .85rem; }
a { color: var(--accent); text-underline-offset: .15em; }
code { font: .9em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--page); padding: .1em .35em; border-radius: .3em; }
section, .verdict { background: var(--card); border: 1px solid var(--line); border-radius: .8rem; padding: 1.3rem 1.5rem 1.1rem; margin: 1.1rem 0 0; }
.verdict { display: flex; gap: 1rem; align-items: flex-start; border-width: 0 0 0 .4rem; margin-top: 1.6rem; }
.verdict strong { display: block; font-size: 1.25rem; line-height: 1.35; } .verdict p { margin: .25rem 0 0; color: var(--ink); }
.verdict .sign { font-size: 1.5rem; line-height: 1.2; font-weight: 700; }
.verdict.good { background: var(--good-bg); border-color: var(--good); } .good .sign, .yes { color: var(--good); }
.verdict.look { background: var(--look-bg); border-color: var(--look); } .look .sign, .open { color: var(--look); }
.verdict.bad { background: var(--bad-bg); border-color: var(--bad); } .bad .sign, .no { color: var(--bad); }
.yes, .no, .open { font-weight: 600; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .8rem; margin: 1.1rem 0 0; padding: 0; list-style: none; }
.tiles li { background: var(--card); border: 1px solid var(--line); border-radius: .8rem; padding: .8rem 1rem; }
.tiles b { display: block; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums; letter-spacing: -.01em; } .tiles span { color: var(--soft); font-size: .88rem; }
.scroll { overflow-x: auto; } table { width: 100%; border-collapse: collapse; margin: .6rem 0 .4rem; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .5rem; border-bottom: 1px solid var(--line); } thead th { color: var(--soft); font-weight: 600; font-size: .82rem; vertical-align: bottom; }
tbody th { font-weight: 600; } td, code, dd, tbody th { overflow-wrap: anywhere; } .n, .balance th, .called th { overflow-wrap: normal; } tfoot th, tfoot td { border-bottom: 0; border-top: 2px solid var(--line); font-weight: 600; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } .zero { color: var(--faint); } .op { color: var(--faint); font-weight: 400; margin-right: .3rem; }
.balance { min-width: 46rem; } .balance td, .balance th { padding-left: .2rem; padding-right: .35rem; } .balance thead .n { white-space: normal; } .balance th:first-child { padding-left: .5rem; } td.few, th.few { width: 1%; }
.bar { display: flex; height: .4rem; width: 100%; min-width: 6rem; border-radius: .2rem; overflow: hidden; background: var(--line); margin-top: .3rem; }
.bar i { display: block; min-width: 2px; } .key { flex: none; display: inline-block; width: .65rem; height: .65rem; border-radius: .15rem; margin-right: .4rem; }
${['created', 'updated', 'merged', 'skipped', 'excluded', 'held', 'failed'].map((part) => `.p-${part} { background: var(--${part}); }`).join(' ')}
dl.keys { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: .2rem 1.2rem; margin: .8rem 0 .3rem; font-size: .85rem; color: var(--soft); } dl.keys div { display: flex; align-items: baseline; }
dl.keys dt { font-weight: 600; color: var(--ink); white-space: nowrap; } dl.keys dd { margin: 0 0 0 .4rem; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.4rem; margin: .7rem 0 .3rem; } dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; }
ul.plain { margin: .3rem 0 .8rem; padding-left: 1.2rem; } .columns { columns: 2 8rem; column-gap: 1.5rem; } li { break-inside: avoid; }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 0 2rem; } .example { margin-top: 1.2rem; break-inside: avoid; } .example h3 { display: flex; justify-content: space-between; gap: 1rem; margin-bottom: 0; } .example h3 a { font-weight: 400; white-space: nowrap; }
.example table { table-layout: fixed; } .example th:first-child { width: 22%; } .example td:last-child, .example thead th:last-child { width: 8rem; white-space: nowrap; }
footer { color: var(--soft); font-size: .85rem; margin: 1.6rem .3rem 0; }
@page { size: A4; margin: 14mm 13mm; }
@media print { :root { --page: #fff; } .balance { min-width: 0; } body { font-size: 9.6pt; background: #fff; } main { max-width: none; padding: 0; } h1 { font-size: 20pt; }
  section { border-width: 1px 0 0; border-radius: 0; padding: .9rem 0 .3rem; } .verdict, .tiles li, tr, .two > div { break-inside: avoid; } h2, h3, p.soft { break-after: avoid; } thead { display: table-header-group; }
  tfoot { display: table-row-group; } .scroll { overflow: visible; } .tiles { grid-template-columns: repeat(4, 1fr); } .tiles b { font-size: 15pt; } a { color: inherit; } }
@media (max-width: 40rem) { main { padding: 1.2rem .8rem 3rem; } section { padding: 1rem; } h1 { font-size: 1.6rem; } dl.facts { grid-template-columns: 1fr; gap: 0; } dl.facts dd { margin-bottom: .5rem; } }
`;
