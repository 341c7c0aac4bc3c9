import { openRound } from '#contract/round.ts'
import type { CaseManifest } from '#contract/case-manifest.ts'
import { useDraft } from '../../lib/draft.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { emptyRound, roundBody, roundProblem } from './round-form.ts'
import type { RoundForm } from './round-form.ts'

/** Opens a round: its dates, its document, and the places of each category. */
export function NewRound({ manifest, onClose }: { manifest: CaseManifest; onClose: () => void }) {
  const [form, setForm, forget] = useDraft<RoundForm>(`round.${manifest.id}`, emptyRound())
  const change = useChange(openRound)
  const set = (more: Partial<RoundForm>) => setForm({ ...form, ...more })
  const save = () =>
    change.mutate(
      { body: roundBody(form, manifest) },
      {
        onSuccess: () => {
          forget()
          onClose()
        },
      },
    )
  return (
    <SidePanel
      title={t('开设批次：{title}', { title: t(manifest.title) })}
      closeWord={t('关闭')}
      open
      onClose={onClose}
      foot={
        <Action primary busy={change.isPending} whyNot={roundProblem(form, manifest)} onClick={save}>
          {t('开设批次')}
        </Action>
      }
    >
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
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </SidePanel>
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
              label={t('其中留给{who}', { who: t(floor) })}
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
