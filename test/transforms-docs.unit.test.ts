import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { compileTransforms, type TransformContext } from '../src/mappers/transforms/index.ts';
import type { Json } from '../src/model/json.ts';
import { transformSchema, transformsSchema } from '../src/model/transforms.ts';

const page = readFileSync(new URL('../docs/transforms.md', import.meta.url), 'utf8');

interface Example {
  transforms: unknown;
  value?: Json;
  record?: Record<string, Json>;
  becomes: Json;
  overflow?: string;
}
const examples = [...page.matchAll(/```yaml example\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  parseAllDocuments(block).map((document) => document.toJS() as Example),
);

const context: TransformContext = {
  timezone: 'Europe/London',
  defaultCountry: 'GB',
  currency: 'EUR',
  tables: { regions: new Map<string, Json>([['Bavaria', 'south']]) },
};

describe('docs/transforms.md', () => {
  test.each(examples)(
    'the example $transforms does what it says',
    ({ transforms, value = null, record = {}, becomes, overflow }) => {
      const result = compileTransforms(transformsSchema.parse(transforms), context)(value, record);
      expect(result.value).toEqual(becomes);
      expect(result.overflow).toBe(overflow);
    },
  );

  test('shows every transform that there is', () => {
    const shown = new Set(
      examples.flatMap(({ transforms }) => transformsSchema.parse(transforms).map(({ type }) => type)),
    );
    const all = transformSchema.options.map((option) => option.shape.type.value);
    expect(all.filter((type) => !shown.has(type))).toEqual([]);
  });
});
