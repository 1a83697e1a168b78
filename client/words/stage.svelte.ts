/** The sentences of `stage`, in the language of the page. */
import { stageWords as en } from './en/stage.ts';
import { stageWords as sv } from './sv/stage.ts';
import { spoken } from './spoken.ts';

export const stageWords = spoken({ en, sv });
