/** The names of sections and the small sentences around them, by language: three usual ones each. */
import type { Language } from './variant.ts';

type Three = readonly [string, string, string];

export interface Names {
  readonly guide: string;
  readonly quiz: Three;
  readonly key: Three;
  readonly essays: Three;
  readonly terms: Three;
  readonly sources: Three;
  readonly section: string;
  readonly question: string;
  readonly answer: string;
  readonly instructions: string;
  readonly answering: string;
  readonly introduction: string;
  readonly concepts: string;
  readonly columns: readonly [string, string];
  readonly plays: string;
}

export const names: Readonly<Record<Language, Names>> = {
  en: {
    guide: 'Study Guide',
    quiz: ['Quiz', 'Quiz: Short Answer Questions (2-3 sentences)', 'Short-Answer Quiz'],
    key: ['Answer Key', 'Quiz Answer Key', 'Answers'],
    essays: ['Essay Questions', 'Essay Format Questions (No Answers Provided)', 'Suggested Essay Questions'],
    terms: ['Glossary', 'Glossary of Key Terms', 'Comprehensive Glossary'],
    sources: ['Sources', 'References', 'Works Cited'],
    section: 'Section',
    question: 'Question',
    answer: 'Answer',
    instructions: 'Instructions',
    answering: 'Answer the following questions in 2-3 sentences each.',
    introduction: 'This guide reviews what the recording says about its subject, in the order of the recording.',
    concepts: 'Key Concepts',
    columns: ['Term', 'Definition'],
    plays: '12 plays',
  },
  sv: {
    guide: 'Studieguide',
    quiz: ['Quiz', 'Kortsvarsfrågor (2–3 meningar)', 'Frågesport'],
    key: ['Facit', 'Svarsnyckel till quizet', 'Svar'],
    essays: ['Essäfrågor', 'Frågor i essäform (utan svar)', 'Uppsatsfrågor'],
    terms: ['Ordlista', 'Ordlista över viktiga termer', 'Begreppslista'],
    sources: ['Källor', 'Referenser', 'Källförteckning'],
    section: 'Del',
    question: 'Fråga',
    answer: 'Svar',
    instructions: 'Instruktioner',
    answering: 'Besvara varje fråga med två till tre meningar.',
    introduction: 'Den här guiden går igenom vad inspelningen säger om sitt ämne, i samma ordning.',
    concepts: 'Centrala begrepp',
    columns: ['Term', 'Definition'],
    plays: '12 uppspelningar',
  },
  de: {
    guide: 'Studienführer',
    quiz: ['Quiz', 'Kurzantwort-Fragen (2-3 Sätze)', 'Quiz mit Kurzantworten'],
    key: ['Antwortschlüssel', 'Lösungen zum Quiz', 'Antworten'],
    essays: ['Essay-Fragen', 'Fragen im Essayformat (ohne Antworten)', 'Aufsatzthemen'],
    terms: ['Glossar', 'Glossar der Schlüsselbegriffe', 'Wichtige Begriffe'],
    sources: ['Quellen', 'Literaturverzeichnis', 'Quellenangaben'],
    section: 'Teil',
    question: 'Frage',
    answer: 'Antwort',
    instructions: 'Anweisungen',
    answering: 'Beantworten Sie die folgenden Fragen in zwei bis drei Sätzen.',
    introduction: 'Dieser Leitfaden wiederholt, was die Aufnahme über ihren Gegenstand sagt, in derselben Folge.',
    concepts: 'Schlüsselkonzepte',
    columns: ['Begriff', 'Definition'],
    plays: '12 Wiedergaben',
  },
  es: {
    guide: 'Guía de estudio',
    quiz: ['Cuestionario', 'Preguntas de respuesta corta (2-3 frases)', 'Cuestionario de repaso'],
    key: ['Clave de respuestas', 'Clave de Respuestas del Cuestionario', 'Respuestas'],
    essays: ['Preguntas de ensayo', 'Preguntas en formato de ensayo (sin respuestas)', 'Temas para ensayo'],
    terms: ['Glosario', 'Glosario de términos clave', 'Términos clave'],
    sources: ['Fuentes', 'Bibliografía', 'Referencias'],
    section: 'Sección',
    question: 'Pregunta',
    answer: 'Respuesta',
    instructions: 'Instrucciones',
    answering: 'Responda a las siguientes preguntas en dos o tres frases.',
    introduction: 'Esta guía repasa lo que la grabación dice sobre su tema, en el mismo orden.',
    concepts: 'Conceptos clave',
    columns: ['Término', 'Definición'],
    plays: '12 reproducciones',
  },
  fr: {
    guide: 'Guide d’étude',
    quiz: ['Quiz', 'Questions à réponse courte (2-3 phrases)', 'Questionnaire à réponses courtes'],
    key: ['Corrigé', 'Corrigé du quiz', 'Clé de réponses'],
    essays: ['Questions de dissertation', 'Questions de type dissertation (sans réponses)', 'Sujets de dissertation'],
    terms: ['Glossaire', 'Glossaire des termes clés', 'Lexique'],
    sources: ['Sources', 'Bibliographie', 'Références'],
    section: 'Partie',
    question: 'Question',
    answer: 'Réponse',
    instructions: 'Consignes',
    answering: 'Répondez aux questions suivantes en deux ou trois phrases.',
    introduction: 'Ce guide reprend ce que l’enregistrement dit de son sujet, dans le même ordre.',
    concepts: 'Concepts clés',
    columns: ['Terme', 'Définition'],
    plays: '12 écoutes',
  },
};
