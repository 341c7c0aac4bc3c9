import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseRow } from '#contract/case.ts'
import { judgesOfCase } from '#contract/judging.ts'
import { call } from '../../lib/call.ts'
import { t } from '../../lib/t.ts'
import { wordsOf } from '../../lib/use-call.ts'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import { PeoplePicker } from '../activity/people-picker.tsx'
import type { Picked } from '../activity/people-picker.tsx'

/** A judge who may not judge a case, or a case that took none. */
type Refused = { name: string; who: string; because: string }
type Props = { rows: readonly CaseRow[]; onClose: () => void; onDone: () => void }

/** The same judges for many cases; each case bars those who may not judge it, and says why. */
export function JudgesTogether({ rows, onClose, onDone }: Props) {
  const [picked, setPicked] = useState<Picked[]>([])
  const [done, setDone] = useState<number | null>(null)
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const client = useQueryClient()
  const running = done !== null && done < rows.length
  const save = async () => {
    const found: Refused[] = []
    for (const [at, row] of rows.entries()) {
      setDone(at)
      found.push(...(await assign(row, picked)))
    }
    setRefused(found)
    setDone(rows.length)
    await client.invalidateQueries()
    if (found.length === 0) onDone()
  }
  return (
    <FormPanel
      title={t('给 {n} 件指定评委', { n: rows.length })}
      onClose={onClose}
      word={t('指定 {n} 名评委', { n: picked.length })}
      busy={running}
      whyNot={picked.length === 0 ? t('请先查找评委') : undefined}
      onSave={() => void save()}
    >
      <p className="quiet">
        {t('每件都由这些评委评。本人、同校和有师徒关系的会被挡下，并说明是哪一件、为什么。')}
      </p>
      <PeoplePicker picked={picked} onPick={setPicked} />
      {running && (
        <p role="status">
          <Status tone="calm">{t('已指定 {done} / {n} 件', { done, n: rows.length })}</Status>
        </p>
      )}
      {refused.length > 0 && (
        <Notice tone="warn">
          {t('其余的都已指定。没有指定的：')}
          <ul>
            {refused.map(({ name, who, because }) => (
              <li key={`${name} ${who}`}>
                {[name, who].filter((word) => word !== '').join(' · ')}：{t(because)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </FormPanel>
  )
}

async function assign({ id, name }: CaseRow, picked: readonly Picked[]): Promise<Refused[]> {
  const body = { key: crypto.randomUUID(), persons: picked.map((person) => person.id) }
  try {
    const { refused } = await call(judgesOfCase, { params: { id }, body })
    return refused.map((one) => ({ name, ...one }))
  } catch (error) {
    return [{ name, who: '', because: wordsOf(error) }]
  }
}
