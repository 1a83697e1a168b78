/** The screens that nobody sees first: fetched as soon as the first one stands, so that the network may go after that. */
export { default as Ending } from './Ending.svelte';
export { default as Over } from './Over.svelte';
export { default as Result } from './Result.svelte';
export { default as Standings } from './Standings.svelte';
