/** What the page of a sample has besides the style of the report. */
export const sampleStyle = `
main { max-width: 74rem; }
.record { margin-top: 1.1rem; } .record > h3 { margin: 0; font-size: 1.15rem; display: flex; gap: .6rem 1rem; flex-wrap: wrap; align-items: baseline; }
.record > h3 .open-it { margin-left: auto; font-weight: 600; font-size: .95rem; white-space: nowrap; }
.record p { margin: .15rem 0 .3rem; } .record table { table-layout: fixed; } .record th:first-child { width: 19%; }
.record td.mark, .record thead th.mark { width: 7.5rem; } .record bdi { unicode-bidi: isolate; white-space: pre-line; }
.badge { font-size: .78rem; font-weight: 600; padding: .1rem .5rem; border-radius: 1rem; background: var(--page); border: 1px solid var(--line); color: var(--soft); white-space: nowrap; }
.badge.good { background: var(--good-bg); color: var(--good); border-color: transparent; } .badge.look { background: var(--look-bg); color: var(--look); border-color: transparent; } .badge.bad { background: var(--bad-bg); color: var(--bad); border-color: transparent; }
tr.differs td, tr.differs th { background: var(--look-bg); } tr.differs del { color: var(--soft); }
.same { color: var(--faint); } .problem { background: var(--bad-bg); color: var(--bad); border-radius: .4rem; padding: .4rem .7rem; }
.contents { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .15rem 1.4rem; margin: .4rem 0 .6rem; padding: 0; list-style: none; font-size: .92rem; } .contents li { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.agree { border: 2px solid var(--accent); } .agree button { font: inherit; font-weight: 600; padding: .55rem 1.3rem; border-radius: .5rem; border: 0; background: var(--accent); color: var(--card); cursor: pointer; }
.agree label { display: block; margin: .5rem 0; } .agree input[type=text] { font: inherit; padding: .4rem .6rem; width: min(24rem, 100%); border: 1px solid var(--line); border-radius: .4rem; background: var(--page); color: inherit; }
@media print { .agree, .contents { display: none; } .record { break-inside: auto; } .record > h3 { break-after: avoid; } }
@media (max-width: 40rem) { .record table, .record tbody, .record tr, .record td, .record th { display: block; width: auto !important; } .record thead { display: none; }
  .record td { padding: .1rem .5rem; border: 0; } .record td::before { content: attr(data-in) " "; color: var(--soft); font-size: .8rem; } .record tr { border-bottom: 1px solid var(--line); padding: .3rem 0; } .record tbody th { border: 0; padding-bottom: 0; } }
`;
