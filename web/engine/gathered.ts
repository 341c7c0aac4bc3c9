import { t } from '../lib/t.ts'

const BEFORE = '请填写“'
const AFTER = '”。'

/** What is missing, with the empty fields named in one sentence. */
export function gathered(missing: readonly string[]): string[] {
  const fields = missing.flatMap(emptyField)
  const rest = missing.filter((words) => emptyField(words).length === 0).map((words) => t(words))
  if (fields.length === 0) return rest
  return [t('请填写{what}。', { what: fields.map((field) => t(field)).join('、') }), ...rest]
}

/** The field that a sentence says is empty; nothing where it says something else. */
function emptyField(words: string): string[] {
  const is = words.startsWith(BEFORE) && words.endsWith(AFTER)
  return is ? [words.slice(BEFORE.length, -AFTER.length)] : []
}
