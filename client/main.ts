/** Where the client begins: letters and tokens, the language told, the links followed, the frame put up. */
import { mount } from 'svelte';
import App from './App.svelte';
import './tokens.css';
import './base.css';
import { language } from './language.svelte.ts';
import { startRouter } from './router.svelte.ts';

language.tell();
startRouter();

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no element "app" to draw in.');
mount(App, { target });
