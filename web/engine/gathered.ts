import { t } from '../lib/t.ts'

type Gather = { before: string; after: string; words: (what: string) => string }

/** What the server says about one field and about one paper, and how several of them are said together. */
const FIELDS: Gather = { before: '请填写“', after: '”。', words: (what) => t('请填写{what}。', { what }) }
const PAPERS: Gather = {
  before: '缺少材料：',
  after: '。',
  words: (what) => t('缺少材料：{what}。', { what }),
}

/** What is missing, with the empty fields named in one sentence and the papers in another. */
export function gathered(missing: readonly string[]): string[] {
  const rest = missing
    .filter((words) => !says(FIELDS, words) && !says(PAPERS, words))
    .map((words) => t(words))
  return [...together(FIELDS, missing), ...together(PAPERS, missing), ...rest]
}

function says({ before, after }: Gather, words: string): boolean {
  return words.startsWith(before) && words.endsWith(after)
}

function together(gather: Gather, missing: readonly string[]): string[] {
  const { before, after } = gather
  const named = missing
    .filter((words) => says(gather, words))
    .map((words) => t(words.slice(before.length, -after.length)))
  return named.length === 0 ? [] : [gather.words(named.join('、'))]
}
