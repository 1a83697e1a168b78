/** The roles for a control to choose from, each with what it may. */
import type { accountWords } from '../../words/account.svelte.ts';
import { roles } from '../../../shared/roles.ts';

export const roleChoices = (words: ReturnType<typeof accountWords>) =>
  roles.map((value) => ({ value, label: words.roles[value].name, hint: words.roles[value].hint }));
