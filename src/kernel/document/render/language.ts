import { Converter } from 'opencc-js/cn2t'
import type { DocumentModel, Text } from '../model.ts'
import { mapTexts } from '../model.ts'
import type { Language } from './gb9704.ts'

const toTraditional = Converter({ from: 'cn', to: 'tw' })

/** The model in the language's characters; numbers, claims and layout stay as they are. */
export function inLanguage(model: DocumentModel, language: Language): DocumentModel {
  return language === 'zh-Hant' ? mapTexts(model, traditional) : model
}

function traditional(text: Text): Text {
  return text.map((run) => (run.claim ? run : { ...run, text: toTraditional(run.text) }))
}
