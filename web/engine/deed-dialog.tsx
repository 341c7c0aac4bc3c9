import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseAction } from '#contract/case.ts'
import type { CaseManifest, StageManifest } from '#contract/case-manifest.ts'
import { useMe } from '../lib/session.ts'
import { t } from '../lib/t.ts'
import { Ask } from '../ui/ask.tsx'
import { ChoiceField, LinesField, TextField } from '../ui/field.tsx'
import { Notice } from '../ui/states.tsx'
import { asksOf, deedWord, NOTHING_SAID, stillMissing, toAction } from './case-deeds.ts'
import type { Asks, Deed, Offered, Said } from './case-deeds.ts'

type Props = {
  deed: Deed
  stage: StageManifest | undefined
  manifest: CaseManifest | undefined
  /** Whether it is a draft that nobody has seen. */
  draft?: boolean
  /** What is offered for the number that is given out. */
  offered?: Offered | undefined
  /** The objection that is settled. */
  objection?: number
  /** To whom it happens. */
  children: ReactNode
  busy: boolean
  failed: string | undefined
  onYes: (action: CaseAction) => void
  onNo: () => void
}

/** Asks for what a deed needs, naming to whom it happens. */
export function DeedDialog(props: Props) {
  const { deed, stage, manifest, draft = false, offered, objection = 0 } = props
  const { children, busy, failed, onYes, onNo } = props
  const me = useMe()
  const [typed, setTyped] = useState<Partial<Said>>({})
  const said: Said = { ...NOTHING_SAID, number: offered?.number ?? '', ...typed }
  const asks = asksOf(deed, stage, me.role, draft)
  const word = deedWord(deed, stage, draft)
  return (
    <Ask
      open
      title={word}
      yes={word}
      no={t('先不办')}
      danger={deed === 'refuse' || deed === 'annul' || deed === 'withdraw'}
      busy={busy}
      whyNot={stillMissing(asks, said, offered)}
      onYes={() => onYes(toAction(deed, said, objection))}
      onNo={onNo}
    >
      {children}
      <Fields
        asks={asks}
        manifest={manifest}
        said={said}
        offered={offered}
        onSay={(change) => setTyped({ ...typed, ...change })}
      />
      {failed !== undefined && <Notice tone="late">{failed}</Notice>}
    </Ask>
  )
}

type FieldsProps = {
  asks: Asks
  manifest: CaseManifest | undefined
  said: Said
  offered: Offered | undefined
  onSay: (change: Partial<Said>) => void
}

function Fields({ asks, manifest, said, offered, onSay }: FieldsProps) {
  const items = [
    { value: '', label: t('不是材料的问题') },
    ...(manifest?.materials ?? []).map(({ id, title }) => ({ value: id, label: t(title) })),
  ]
  return (
    <>
      {asks.score && (
        <TextField
          label={t('得分')}
          inputMode="decimal"
          value={said.score}
          onText={(score) => onSay({ score })}
        />
      )}
      {asks.amount !== null && (
        <TextField
          label={t(asks.amount)}
          hint={t('不填即按申请的认定；认定得少，请在意见里写明原因')}
          inputMode="decimal"
          value={said.score}
          onText={(score) => onSay({ score })}
        />
      )}
      {asks.number !== null && (
        <NumberField
          label={t(asks.number)}
          value={said.number}
          offered={offered}
          onText={(number) => onSay({ number })}
        />
      )}
      {asks.item && (
        <ChoiceField
          label={t('缺少的材料')}
          value={said.item}
          choices={items}
          onChoose={(item) => onSay({ item })}
        />
      )}
      {asks.because !== null && (
        <LinesField
          label={asks.because === 'must' ? t('理由') : t('意见（选填）')}
          hint={asks.because === 'must' ? t('对方会看到，也会记入经过') : t('会记入经过')}
          value={said.because}
          onText={(because) => onSay({ because })}
          rows={3}
        />
      )}
      {asks.document !== null && (
        <TextField
          label={asks.document === 'must' ? t('文号') : t('文号（选填）')}
          hint={t('作出这个决定的文件')}
          value={said.document}
          onText={(document) => onSay({ document })}
          maxLength={80}
        />
      )}
    </>
  )
}

type NumberProps = {
  label: string
  value: string
  offered: Offered | undefined
  onText: (number: string) => void
}

/** The number that is given out: that of the letter stands there already, and one that differs is pointed out. */
function NumberField({ label, value, offered, onText }: NumberProps) {
  const issued = offered?.number ?? value.trim()
  const differs = value.trim() !== '' && value.trim() !== issued
  return (
    <>
      {offered?.words.map((words) => (
        <Notice key={words} tone={offered.mayBeEmpty ? 'calm' : 'warn'}>
          {words}
        </Notice>
      ))}
      <TextField label={label} value={value} onText={onText} maxLength={60} />
      {differs && (
        <Notice tone="warn">
          {t('与已印发的文号 {number} 不同，请核对；确由另一份文件发出的，可以照填。', {
            number: issued,
          })}
        </Notice>
      )}
    </>
  )
}
