/** Namn åt den som helst slipper hitta på ett: i bestämd form, så att egenskapen passar varje djur. */
import type { suggestions as english } from '../en/names.ts';

export const suggestions: typeof english = {
  qualities:
    'Djärva Duktiga Envisa Fiffiga Flinka Fridfulla Frodiga Glada Gyllene Hjälpsamma Hurtiga Kloka Kluriga Käcka Lugna Lyckliga Lysande Modiga Muntra Mysiga Nyfikna Orädda Pigga Påhittiga Raska Sansade Skarpa Skojiga Smidiga Snabba Snälla Soliga Stillsamma Stolta Tappra Tåliga Trygga Tysta Uppmärksamma Varma Vakna Vänliga Ärliga'.split(
      ' ',
    ),
  animals:
    'Abborren Björnen Bävern Delfinen Ekorren Falken Fjärilen Geten Gräsanden Grävlingen Haren Hermelinen Humlan Igelkotten Järven Koltrasten Korpen Kråkan Laxen Lodjuret Lommen Lärkan Mesen Myran Mården Nötskrikan Pandan Pingvinen Renen Räven Rådjuret Sköldpaddan Skatan Sparven Storken Svalan Svanen Sälen Tranan Trollsländan Ugglan Uttern Valen Vargen Älgen Örnen'.split(
      ' ',
    ),
};
