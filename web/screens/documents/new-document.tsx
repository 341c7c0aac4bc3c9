import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { documentKinds, languages, makeDocument } from '#contract/document.ts'
import { link, useAddress } from '../../lib/address.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { ChoiceField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { KIND_WORDS, LANGUAGE_WORDS } from './words.ts'

type Props = { year: number; kind: string | undefined; onClose: () => void }

/** Which document, of whom, in which script. */
export function NewDocument({ year, kind: asked, onClose }: Props) {
  const me = useMe()
  const router = useRouter()
  const { unit: givenUnit } = useAddress()
  const [kind, setKind] = useState(documentKinds.find((one) => one === asked) ?? 'work-summary')
  const [unit, setUnit] = useState(givenUnit ?? me.unit?.code ?? me.region.code)
  const [language, setLanguage] = useState<(typeof languages)[number]>('zh-Hans')
  const units = useUnitChoices(['region', 'centre', 'cluster', 'school'])
  const change = useChange(makeDocument)
  const [keyed, setKeyed] = useState({ key: '', order: '' })
  const make = () => {
    // the same order pressed twice is one document, another order is another
    const order = JSON.stringify([kind, unit, year, language])
    const key = keyed.order === order ? keyed.key : crypto.randomUUID()
    setKeyed({ key, order })
    change.mutate(
      { body: { key, kind, unit, year, language } },
      { onSuccess: (made) => router.history.push(link(`/documents/${made.id}`, { year })) },
    )
  }
  return (
    <FormPanel
      title={t('起草 {year} 年公文', { year })}
      onClose={onClose}
      word={t('起草')}
      busy={change.isPending}
      onSave={make}
    >
      <ChoiceField
        label={t('种类')}
        hint={t('计划从当年的问题和下一年已录入的项目起草')}
        value={kind}
        choices={documentKinds.map((one) => ({ value: one, label: t(KIND_WORDS[one]) }))}
        onChoose={(next) => setKind(documentKinds.find((one) => one === next) ?? 'work-summary')}
      />
      <ChoiceField
        label={t('单位')}
        hint={t('数字包括它和它的下级')}
        value={unit}
        choices={units}
        onChoose={setUnit}
      />
      <ChoiceField
        label={t('字体')}
        value={language}
        choices={languages.map((one) => ({ value: one, label: t(LANGUAGE_WORDS[one]) }))}
        onChoose={(next) => setLanguage(languages.find((one) => one === next) ?? 'zh-Hans')}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
