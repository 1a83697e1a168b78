/** Why the study guide of a document cannot be had: a closed list, so that it survives the way out of a worker. */

export const documentRefusals = [
  'damaged',
  'locked',
  'notText',
  'unpacksTooLarge',
  'tooLong',
  'tooManyLines',
  'tooManyParts',
  'noText',
  'tooSlow',
  'tooHungry',
] as const;
export type DocumentRefusalCode = (typeof documentRefusals)[number];

export class DocumentRefusal extends Error {
  override readonly name = 'DocumentRefusal';
  readonly code: DocumentRefusalCode;

  constructor(code: DocumentRefusalCode) {
    super(code);
    this.code = code;
  }
}
