import { useState } from 'react'
import { countPapers } from '#contract/exam.ts'
import type { Exam, PaperCount } from '#contract/exam.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

const FIELDS: readonly { name: keyof PaperCount; label: string; hint: string }[] = [
  { name: 'handedOut', label: '发出', hint: '发给到场考生的份数' },
  { name: 'returned', label: '收回', hint: '装袋收回的份数' },
  { name: 'marked', label: '评阅', hint: '评出成绩的份数' },
  { name: 'blank', label: '空白', hint: '收回的空白卷' },
  { name: 'absent', label: '缺考', hint: '没有到场的人数' },
]

/** Counts a room's papers; a later count replaces it and both stay on record. */
export function CountPapers({ room, onClose }: { room: Exam['rooms'][number]; onClose: () => void }) {
  const [key] = useState(() => crypto.randomUUID())
  const [texts, setTexts] = useState<Record<keyof PaperCount, string>>({
    handedOut: String(room.count?.handedOut ?? room.seated),
    returned: String(room.count?.returned ?? room.seated),
    marked: String(room.count?.marked ?? room.seated),
    blank: String(room.count?.blank ?? 0),
    absent: String(room.count?.absent ?? 0),
  })
  const change = useChange(countPapers)
  const fault = FIELDS.find(({ name }) => !/^\d{1,6}$/.test(texts[name]))
  const save = () => {
    const { handedOut, returned, marked, blank, absent } = texts
    const count = {
      handedOut: Number(handedOut),
      returned: Number(returned),
      marked: Number(marked),
      blank: Number(blank),
      absent: Number(absent),
    }
    change.mutate({ params: { id: room.id }, body: { key, ...count } }, { onSuccess: onClose })
  }
  return (
    <FormPanel
      title={t('清点试卷袋：{place}', { place: room.place })}
      onClose={onClose}
      word={t('记下清点结果')}
      busy={change.isPending}
      whyNot={fault === undefined ? undefined : t('请填写{field}的数目', { field: t(fault.label) })}
      onSave={save}
    >
      <p className="quiet">{t('应考 {n} 人。再次清点以后一次为准，前几次都留痕。', { n: room.seated })}</p>
      {FIELDS.map(({ name, label, hint }) => (
        <TextField
          key={name}
          label={t(label)}
          hint={t(hint)}
          inputMode="numeric"
          value={texts[name]}
          onText={(text) => setTexts({ ...texts, [name]: text.trim() })}
        />
      ))}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
