import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { drawSpots } from '#contract/spot-check.ts'
import type { SpotPlan } from '#contract/spot-check.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'

/** Draws that were announced and not made yet, each with the hash of what will decide it. */
export function Plans({ plans, year }: { plans: readonly SpotPlan[]; year: number }) {
  const [drawing, setDrawing] = useState<SpotPlan>()
  return (
    <>
      {plans.length > 0 && (
        <Section title={t('已公布，还没有抽取')}>
          <p className="spaced">
            {t(
              '决定结果的密数在公布时由程序生成并封存，只公开它的校验值；抽取时揭示，谁都可以核对没有换过。',
            )}
          </p>
          <ul className="spot-plans">
            {plans.map((plan) => (
              <Plan key={plan.id} plan={plan} onDraw={() => setDrawing(plan)} />
            ))}
          </ul>
        </Section>
      )}
      {/* outlives its plan, which is gone from the list once it is drawn, until it has led to the draw */}
      {drawing !== undefined && <Draw plan={drawing} year={year} onClose={() => setDrawing(undefined)} />}
    </>
  )
}

function Plan({ plan, onDraw }: { plan: SpotPlan; onDraw: () => void }) {
  const { title, unit, from, until, percent, reason, commitment, by, at } = plan
  return (
    <li className="spot-item">
      <h3>{title}</h3>
      <p>
        {t('{unit}从 {from} 至 {until} 的活动里抽取 {percent}%。', { unit: unit.name, from, until, percent })}{' '}
        <span className="quiet">{t('{by} {day} 公布', { by, day: at.slice(0, 10) })}</span>
      </p>
      {reason !== null && <p>{t('再抽的原因：{reason}', { reason })}</p>}
      <p>
        {t('密数的校验值（SHA-256）')} <code className="seed">{commitment}</code>
      </p>
      <div className="form-actions">
        <Action small onClick={onDraw} whyNot={whyNot(plan.actions, 'draw')}>
          {t('抽取')}
        </Action>
      </div>
    </li>
  )
}

/** Makes a draw, with a number drawn in public if there is one. */
function Draw({ plan, year, onClose }: { plan: SpotPlan; year: number; onClose: () => void }) {
  const router = useRouter()
  const [key] = useState(() => crypto.randomUUID())
  const [number, setNumber] = useState('')
  const change = useChange(drawSpots)
  const save = () =>
    change.mutate(
      { params: { id: plan.id }, body: { key, number: number.trim() === '' ? null : number.trim() } },
      { onSuccess: ({ id }) => router.history.push(link(`/school-based/checks/${id}`, { year })) },
    )
  return (
    <FormPanel
      title={t('抽取：{title}', { title: plan.title })}
      onClose={onClose}
      word={t('抽取')}
      busy={change.isPending}
      onSave={save}
      whyNot={number.includes(':') ? t('公开号码里不能有冒号') : undefined}
    >
      <p>{t('只抽这一次，抽取后结果不再改变，密数同时公开。')}</p>
      <TextField
        label={t('公开号码（选填）')}
        hint={t('公布之后当众产生的号码，如当期福利彩票号；和密数合在一起决定结果')}
        value={number}
        onText={setNumber}
        maxLength={40}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
