import { t } from '../lib/t.ts'

const EMPTY_FIELD = /^请填写“(.+)”。$/

/** What is missing, with the empty fields named in one sentence. */
export function gathered(missing: readonly string[]): string[] {
  const fields = missing.flatMap((words) => EMPTY_FIELD.exec(words)?.slice(1) ?? [])
  const rest = missing.filter((words) => !EMPTY_FIELD.test(words)).map((words) => t(words))
  if (fields.length === 0) return rest
  return [t('请填写{what}。', { what: fields.map((field) => t(field)).join('、') }), ...rest]
}
