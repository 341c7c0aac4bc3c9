import { useQuery } from '@tanstack/react-query'
import type * as z from 'zod'
import { caseLetters } from '#contract/case-letter.ts'
import type { StageManifest } from '#contract/case-manifest.ts'
import type { Deed, Offered } from '../../engine/case-deeds.ts'
import { call } from '../../lib/call.ts'
import { t } from '../../lib/t.ts'

type Letter = z.output<NonNullable<typeof caseLetters.reply>>['rows'][number]

/** What the letters by which the chosen cases are issued offer for their number; undefined where there are none. */
export function useLetterAhead(
  cases: readonly { id: string; version: number }[],
  stage: StageManifest | undefined,
  deed: Deed | null,
): Offered | undefined {
  const asked = deed === 'pass' && stage !== undefined && stage.letter !== null
  const { data } = useQuery({
    queryKey: [caseLetters.path, cases.map(({ id, version }) => `${id} ${version}`)],
    queryFn: ({ signal }) => call(caseLetters, { body: { cases: cases.map(({ id }) => id) } }, signal),
    enabled: asked,
  })
  return asked && data !== undefined && data.rows.length > 0 ? offeredBy(data.rows) : undefined
}

/** Cases of several rounds each bear the number of their own letter: then none is offered for all of them. */
function offeredBy(letters: readonly Letter[]): Offered {
  const numbers = new Set(letters.map(({ number }) => number))
  const [only = null] = numbers
  return {
    number: numbers.size === 1 ? only : null,
    mayBeEmpty: !numbers.has(null),
    words: letters.map(wordsOf),
  }
}

function wordsOf({ title, number, because, cases }: Letter): string {
  if (number === null) return t(because ?? '')
  return t('《{title}》已印发，文号 {number}，所选 {n} 件不填即用这个文号。', {
    title: t(title),
    number,
    n: cases,
  })
}
