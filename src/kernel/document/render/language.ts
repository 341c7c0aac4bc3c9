import { Converter } from 'opencc-js/cn2t'
import { type DocumentModel, mapTexts, type Text } from '../model.ts'
import type { Language } from './gb9704.ts'

const toTraditional = Converter({ from: 'cn', to: 'tw' })

/** Characters that Simplified merged with others, but that in names of places and people mean themselves. */
const nameCharacters = new Set('谷里斗升台松曲范于郁岳姜')

/** The model in the language's characters; numbers, claims and layout stay as they are. */
export function inLanguage(model: DocumentModel, language: Language): DocumentModel {
  if (language !== 'zh-Hant') return model
  const names = model.names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const split = names.length > 0 ? new RegExp(`(${names.join('|')})`) : null
  return mapTexts(model, (text) => traditional(text, split))
}

function traditional(text: Text, split: RegExp | null): Text {
  return text.map((run) => (run.claim ? run : { ...run, text: convert(run.text, split) }))
}

/** Names one character at a time, what lies between them by phrases. */
function convert(text: string, split: RegExp | null): string {
  if (!split) return toTraditional(text)
  return text
    .split(split)
    .map((piece, index) => (index % 2 === 1 ? convertName(piece) : toTraditional(piece)))
    .join('')
}

function convertName(name: string): string {
  return [...name]
    .map((character) => (nameCharacters.has(character) ? character : toTraditional(character)))
    .join('')
}
