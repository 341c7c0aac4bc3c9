import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { openCase } from '#contract/case.ts'
import { rounds } from '#contract/round.ts'
import type { CaseManifest } from '#contract/case-manifest.ts'
import { link } from '../../lib/address.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { PeoplePicker } from '../activity/people-picker.tsx'
import type { Picked } from '../activity/people-picker.tsx'

type About = { picked: Picked[]; unit: string; name: string; identityNumber: string }
const NOBODY: About = { picked: [], unit: '', name: '', identityNumber: '' }

/** A new case of a system: in which round, about whom; then its form opens. */
export function NewCase({ manifest, onClose }: { manifest: CaseManifest; onClose: () => void }) {
  const me = useMe()
  const router = useRouter()
  const [key] = useState(() => crypto.randomUUID())
  const [round, setRound] = useState('')
  const [about, setAbout] = useState(NOBODY)
  const { data } = useCall(rounds, { query: { system: manifest.id } }, { enabled: manifest.rounds !== null })
  const open = (data?.rounds ?? []).filter(({ state }) => state === 'open')
  const change = useChange(openCase)
  const chosen = round === '' ? open[0]?.id : round
  const own =
    me.role === 'teacher' ||
    me.role === 'applicant' ||
    (me.role === 'school' && manifest.subject === 'school')
  const missing =
    manifest.rounds !== null && chosen === undefined
      ? t('现在没有正在受理的批次。')
      : own
        ? undefined
        : whoIsMissing(manifest, about)
  const save = () =>
    change.mutate(
      { body: { key, system: manifest.id, round: chosen ?? null, ...subjectOf(manifest, about, own) } },
      { onSuccess: ({ id }) => router.history.push(link(`/cases/${id}`)) },
    )
  return (
    <FormPanel
      title={t('新建申请：{title}', { title: t(manifest.title) })}
      onClose={onClose}
      word={t('开始填写')}
      busy={change.isPending}
      whyNot={missing}
      onSave={save}
    >
      {manifest.rounds !== null && (
        <ChoiceField
          label={t('批次')}
          value={chosen ?? ''}
          choices={
            open.length === 0
              ? [{ value: '', label: t('没有正在受理的批次') }]
              : open.map(({ id, title, closesOn }) => ({
                  value: id,
                  label: t('{title}（{day} 截止）', { title, day: closesOn }),
                }))
          }
          onChoose={setRound}
        />
      )}
      {!own && <Whom manifest={manifest} about={about} onAbout={setAbout} />}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

type WhomProps = { manifest: CaseManifest; about: About; onAbout: (about: About) => void }

function Whom({ manifest, about, onAbout }: WhomProps) {
  const units = useUnitChoices(['school'])
  const set = (change: Partial<About>) => onAbout({ ...about, ...change })
  if (manifest.subject === 'school')
    return (
      <ChoiceField
        label={t('申报学校')}
        value={about.unit}
        choices={[{ value: '', label: t('请选择') }, ...units]}
        onChoose={(unit) => set({ unit })}
      />
    )
  return (
    <>
      <PeoplePicker picked={about.picked} onPick={(picked) => set({ picked: picked.slice(-1) })} />
      {manifest.subject === 'anyone' && about.picked.length === 0 && (
        <>
          <p className="quiet">{t('不在教师档案里的人，填写姓名和身份证件号。')}</p>
          <TextField label={t('姓名')} value={about.name} onText={(name) => set({ name })} maxLength={40} />
          <TextField
            label={t('身份证件号')}
            value={about.identityNumber}
            onText={(identityNumber) => set({ identityNumber })}
            maxLength={30}
          />
        </>
      )}
    </>
  )
}

function whoIsMissing(
  { subject }: CaseManifest,
  { picked, unit, name, identityNumber }: About,
): string | undefined {
  if (subject === 'school') return unit === '' ? t('请选择申报学校') : undefined
  if (picked.length > 0) return undefined
  if (subject === 'teacher') return t('请查找申请的教师')
  return name.trim().length < 2 || identityNumber.trim() === ''
    ? t('请查找教师，或填写姓名和身份证件号')
    : undefined
}

/** Whom the case is about, as the server takes it; the caller where nobody is named. */
function subjectOf({ subject }: CaseManifest, about: About, own: boolean) {
  if (own) return {}
  if (subject === 'school') return { unit: about.unit }
  const person = about.picked[0]
  if (person !== undefined) return { personId: person.id }
  return { outsider: { name: about.name.trim(), identityNumber: about.identityNumber.trim() } }
}
