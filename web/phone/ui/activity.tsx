/** @jsxImportSource ../dom */
import { ATTENDANCE_STATES } from '#contract/vocabulary.ts'
import { t } from '../../lib/t.ts'
import type { PhoneActivity } from '../lib/shapes.ts'
import { spanWords } from '../lib/time.ts'

const MARKS: Record<string, { word: string; shape: string }> = {
  P: { word: ATTENDANCE_STATES.present, shape: '●' },
  L: { word: ATTENDANCE_STATES.late, shape: '◐' },
  V: { word: ATTENDANCE_STATES.leave, shape: '△' },
  A: { word: ATTENDANCE_STATES.absent, shape: '○' },
}

function marksOf(marks: string): Node | null {
  const slots = Array.from(marks, (letter) => MARKS[letter])
  if (slots.every((mark) => mark === undefined)) return null
  const words = slots.map((mark, index) =>
    mark === undefined ? null : (
      <li>
        <span aria-hidden="true">{mark.shape} </span>
        {slots.length === 1 ? '' : `${t('第 {slot} 场', { slot: index + 1 })} `}
        {t(mark.word)}
      </li>
    ),
  )
  return <ul class="marks">{words}</ul>
}

/** One activity: what, when, where, in which role, and where the check-in stands. */
export function Activity(props: { of: PhoneActivity }): Node {
  const { of } = props
  const facts = [of.place, t(of.roleWord), t('{hours} 学时', { hours: of.hours })].filter(Boolean).join(' · ')
  return (
    <article class="card">
      <h3>{of.title}</h3>
      {of.programme === of.title ? null : <p class="soft">{of.programme}</p>}
      <p>{spanWords(Date.parse(of.startsAt), Date.parse(of.endsAt))}</p>
      <p class="soft">{facts}</p>
      {marksOf(of.marks)}
      <p class="state">{of.words}</p>
    </article>
  )
}
