/** The sentence for a rejection code, in the language of the page. */
import type { Rejection } from '../../shared/game/entry.ts';
import { rejectionSentences as en } from './en/rejections.ts';
import { rejectionSentences as sv } from './sv/rejections.ts';
import { spoken } from './spoken.ts';

const sentences = spoken({ en, sv });

export const rejectionWords = (why: Rejection): string => sentences()[why];
