import { useState } from 'react'
import type { ReactNode } from 'react'
import { openRound } from '#contract/round.ts'
import type { CaseManifest } from '#contract/case-manifest.ts'
import { useDraft } from '../../lib/draft.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnits } from '../../lib/use-units.ts'
import { ChoiceField, LinesField, TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { emptyRound, roundBody, roundProblem, schoolPlaces, schoolsRecommend } from './round-form.ts'
import type { RoundForm } from './round-form.ts'

type Props = {
  /** The systems to choose from; one has nothing to choose. */
  among: readonly CaseManifest[]
  onClose: () => void
}

/** Opens a round of a system: the first one, or which is chosen. */
export function NewRound({ among, onClose }: Props) {
  const [system, setSystem] = useState(among[0]?.id)
  const manifest = among.find(({ id }) => id === system) ?? among[0]
  if (manifest === undefined) return null
  const choice = among.length > 1 && (
    <ChoiceField
      label={t('体系')}
      value={manifest.id}
      choices={among.map(({ id, title }) => ({ value: id, label: t(title) }))}
      onChoose={setSystem}
    />
  )
  return <RoundToOpen key={manifest.id} manifest={manifest} choice={choice} onClose={onClose} />
}

type ToOpen = { manifest: CaseManifest; choice: ReactNode; onClose: () => void }

/** A round's dates, its document, and the places of each category and school. */
function RoundToOpen({ manifest, choice, onClose }: ToOpen) {
  const [form, setForm, forget] = useDraft<RoundForm>(`new-round.${manifest.id}`, emptyRound())
  const change = useChange(openRound)
  const schools = useUnits().filter(({ category }) => category === 'school')
  const set = (more: Partial<RoundForm>) => setForm({ ...form, ...more })
  const save = () =>
    change.mutate(
      { body: roundBody(form, manifest, schools) },
      {
        onSuccess: () => {
          forget()
          onClose()
        },
      },
    )
  return (
    <FormPanel
      title={t('开设批次：{title}', { title: t(manifest.title) })}
      onClose={onClose}
      word={t('开设批次')}
      busy={change.isPending}
      whyNot={roundProblem(form, manifest, schools)}
      onSave={save}
    >
      {choice}
      <TextField
        label={t('批次名称')}
        hint={t('如 2026 年春季')}
        value={form.title}
        onText={(title) => set({ title })}
        maxLength={80}
      />
      <div className="field-row">
        <TextField
          label={t('开始受理')}
          type="date"
          value={form.opensOn}
          onText={(opensOn) => set({ opensOn })}
        />
        <TextField
          label={t('最后一天')}
          type="date"
          value={form.closesOn}
          onText={(closesOn) => set({ closesOn })}
        />
      </div>
      <TextField
        label={t('文号')}
        hint={t('通知或方案')}
        value={form.document}
        onText={(document) => set({ document })}
        maxLength={80}
      />
      <Places manifest={manifest} form={form} onForm={set} />
      {schoolsRecommend(manifest) && (
        <LinesField
          label={t('各校的推荐名额（选填）')}
          hint={t('一行一所学校：学校名称或代码、类别、名额，可从 Excel 复制粘贴；不写的学校不限')}
          value={form.schools}
          rows={4}
          onText={(text) => set({ schools: text })}
          error={schoolPlaces(form.schools, manifest, schools).problem}
        />
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

type PlacesProps = { manifest: CaseManifest; form: RoundForm; onForm: (more: Partial<RoundForm>) => void }

function Places({ manifest, form, onForm }: PlacesProps) {
  const floor = manifest.rounds?.floor ?? null
  return (
    <>
      <p className="quiet">{t('名额留空就是不限。')}</p>
      {manifest.category.words.map((word) => (
        <div className="field-row" key={word}>
          <TextField
            label={t('{what}的名额', { what: t(word) })}
            inputMode="numeric"
            value={form.places[word] ?? ''}
            onText={(text) => onForm({ places: { ...form.places, [word]: text } })}
          />
          {floor !== null && (
            <TextField
              label={t('{what}中留给{who}', { what: t(word), who: t(floor) })}
              inputMode="numeric"
              value={form.floors[word] ?? ''}
              onText={(text) => onForm({ floors: { ...form.floors, [word]: text } })}
            />
          )}
        </div>
      ))}
    </>
  )
}
