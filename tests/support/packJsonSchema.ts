/** The JSON Schema of pack files, for editors: made from the schema the server checks with, and never written by hand. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { packSchema } from '../../shared/pack.ts';

export const packJsonSchemaUrl = new URL('../../content/pack.schema.json', import.meta.url);

export function packJsonSchema(): string {
  // What only code can check (that two options differ, that one is right) is not in it; the server tells of that.
  const schema = toJsonSchema(packSchema, { typeMode: 'input', errorMode: 'ignore' });
  const { $schema, ...rest } = schema;
  return `${JSON.stringify({ $schema, title: 'Quizloop pack', ...rest }, null, 2)}\n`;
}
