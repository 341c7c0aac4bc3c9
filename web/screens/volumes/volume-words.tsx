import { t } from '../../lib/t.ts'
import { LinesField, TextField } from '../../ui/field.tsx'

/** What stands in a volume beside its works. */
export type Words = { title: string; subtitle: string; editors: string; preface: string }

/** Name, editors and preface. */
export function VolumeWords({ words, onWords }: { words: Words; onWords: (words: Words) => void }) {
  const set = (part: Partial<Words>) => onWords({ ...words, ...part })
  return (
    <>
      <TextField label={t('书名')} value={words.title} onText={(title) => set({ title })} maxLength={60} />
      <TextField
        label={t('副题')}
        hint={t('如：2026 年 小学卷')}
        value={words.subtitle}
        onText={(subtitle) => set({ subtitle })}
        maxLength={80}
      />
      <TextField
        label={t('编者')}
        hint={t('按扉页上的写法')}
        value={words.editors}
        onText={(editors) => set({ editors })}
        maxLength={200}
      />
      <LinesField
        label={t('前言')}
        hint={t('每行一段；空着就没有前言')}
        rows={6}
        value={words.preface}
        onText={(preface) => set({ preface })}
      />
    </>
  )
}
