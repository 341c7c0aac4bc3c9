import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { openCase, saveDraft } from '#contract/case.ts'
import { gradeCascade } from '#contract/money-rules.ts'
import { CASCADE_GRADES, cascadeGrades } from '#contract/money.ts'
import type { ClaimRow } from '#contract/money-rules.ts'
import type { CascadeGrade } from '#contract/money.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { Facts } from '../../ui/facts.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'

type Props = { claim: ClaimRow; onClose: () => void }

/** One journey: what was passed on, its grade, and the claim that the grade releases. */
export function ClaimPanel({ claim, onClose }: Props) {
  return (
    <SidePanel
      title={t('{name}：{activity}', { name: claim.person.name, activity: claim.activity.title })}
      open
      onClose={onClose}
      wide
    >
      <Facts
        facts={[
          { term: t('单位'), value: claim.unit.name },
          {
            term: t('外出学习'),
            value: t('{n} 天，{day} 结束', { n: claim.activity.days, day: claim.activity.endsOn }),
          },
          {
            term: t('二级培训'),
            value:
              claim.passedOn === null ? (
                t('还没有')
              ) : (
                <a href={link(`/activities/${claim.passedOn.id}`)}>{claim.passedOn.title}</a>
              ),
          },
          { term: t('等级'), value: claim.grade === null ? null : t(CASCADE_GRADES[claim.grade]) },
        ]}
      />
      <Notice tone="calm">{claim.because}</Notice>
      {claim.paid.length > 0 && (
        <ul className="money-scans">
          {claim.paid.map((line) => (
            <li key={line.item}>
              {t('{item}：申报 {claimed} 元，已报销 {paid} 元', {
                item: line.item,
                claimed: number(line.claimed),
                paid: number(line.paid),
              })}
            </li>
          ))}
        </ul>
      )}
      <Grade claim={claim} onDone={onClose} />
      <Apply claim={claim} />
    </SidePanel>
  )
}

type PartProps = { claim: ClaimRow; onDone: () => void }

function Grade({ claim, onDone }: PartProps) {
  const [key] = useState(() => crypto.randomUUID())
  const [grade, setGrade] = useState<CascadeGrade>(claim.grade ?? 'good')
  const [because, setBecause] = useState('')
  const change = useChange(gradeCascade)
  const save = () =>
    change.mutate(
      { body: { key, activity: claim.activity.id, person: claim.person.id, grade, because: because.trim() } },
      { onSuccess: onDone },
    )
  const refused = whyNot(claim.actions, 'grade')
  return (
    <section className="money-part">
      <h3>{t('二级培训等级')}</h3>
      {refused === undefined && (
        <>
          <ChoiceField
            label={t('等级')}
            value={grade}
            choices={cascadeGrades.map((one) => ({ value: one, label: t(CASCADE_GRADES[one]) }))}
            onChoose={(next) => setGrade(cascadeGrades.find((one) => one === next) ?? 'good')}
          />
          <TextField
            label={t('根据')}
            hint={t('如听课记录、教案、签到')}
            value={because}
            onText={setBecause}
            maxLength={200}
          />
        </>
      )}
      <Action
        busy={change.isPending}
        onClick={save}
        whyNot={refused ?? (because.trim().length < 2 ? t('请写明根据') : undefined)}
      >
        {t('定等级')}
      </Action>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </section>
  )
}

/** The way to the money: the application that is on its way, or a new one in the teacher's name. */
function Apply({ claim }: { claim: ClaimRow }) {
  const router = useRouter()
  const [key] = useState(() => crypto.randomUUID())
  const open = useChange(openCase)
  const fill = useChange(saveDraft)
  const begin = () =>
    open.mutate(
      { body: { key, system: 'travel-claim', round: null, personId: claim.person.id } },
      {
        onSuccess: ({ id }) =>
          fill.mutate(
            { params: { id }, body: { form: { journey: claim.activity.id } } },
            { onSuccess: () => router.history.push(link(`/cases/${id}`)) },
          ),
      },
    )
  return (
    <section className="money-part">
      <h3>{t('报销')}</h3>
      {claim.case === null ? (
        <Action
          primary
          busy={open.isPending || fill.isPending}
          onClick={begin}
          whyNot={whyNot(claim.actions, 'claim')}
        >
          {t('代填报销')}
        </Action>
      ) : (
        <a href={link(`/cases/${claim.case.id}`)}>
          {t('报销 {number} 正在办理', { number: claim.case.number })}
        </a>
      )}
      {(open.isError || fill.isError) && <Notice tone="late">{wordsOf(open.error ?? fill.error)}</Notice>}
    </section>
  )
}
