/** The screens and sentences that nobody sees first: fetched as soon as the first one stands, so that the network may go after that. */
export { default as Ending } from './Ending.svelte';
export { default as Over } from './Over.svelte';
export { default as Result } from './Result.svelte';
export { default as Signs } from './Signs.svelte';
export { default as Standings } from './Standings.svelte';
export { announcementAfter } from './announceAfter.ts';
export { laterWords } from '../../words/later.svelte.ts';
export { suggestedName } from '../../words/names.ts';
export { rejectionWords } from '../../words/rejections.ts';
