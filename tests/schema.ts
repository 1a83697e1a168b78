/** `npm run schema`: writes content/pack.schema.json anew, after a change of the pack schema or of a kind. */
import { writeFileSync } from 'node:fs';
import { packJsonSchema, packJsonSchemaUrl } from './support/packJsonSchema.ts';

writeFileSync(packJsonSchemaUrl, packJsonSchema());
console.log('content/pack.schema.json is up to date');
