import { useCallback } from 'react'
import { useAddress, useFilter } from '../../lib/address.ts'
import { t } from '../../lib/t.ts'
import { useUnitChoices, useUnitName } from '../../lib/use-units.ts'
import { Chips, Choose, SearchInput } from '../../ui/filters.tsx'
import type { Chip } from '../../ui/filters.tsx'

/** What the list is narrowed by; all of it in the address. */
export function PeopleFilters({
  subjects,
  stages,
}: {
  subjects: readonly string[]
  stages: readonly string[]
}) {
  const { q = '', unit = '', subject = '', stage = '' } = useAddress()
  const filter = useFilter()
  const units = useUnitChoices()
  const search = useCallback((text: string) => filter({ q: text }, 'replace'), [filter])
  const choices = (words: readonly string[]) => words.map((word) => ({ value: word, label: t(word) }))
  return (
    <>
      <SearchInput
        label={t('查找教师')}
        placeholder={t('姓名、zs、身份证件号')}
        value={q}
        onSearch={search}
      />
      <Choose
        label={t('单位')}
        value={unit}
        choices={units}
        all={t('全部单位')}
        onChoose={(v) => filter({ unit: v })}
      />
      <Choose
        label={t('任教学段')}
        value={stage}
        choices={choices(stages)}
        all={t('全部学段')}
        onChoose={(v) => filter({ stage: v })}
      />
      <Choose
        label={t('任教学科')}
        value={subject}
        choices={choices(subjects)}
        all={t('全部学科')}
        onChoose={(v) => filter({ subject: v })}
      />
    </>
  )
}

/** The filters in force, each with a way to take it off. */
export function PeopleChips() {
  const { q, unit, subject, stage } = useAddress()
  const filter = useFilter()
  const unitName = useUnitName(unit)
  const all: [string, string, string | undefined][] = [
    ['q', t('查找'), q],
    ['unit', t('单位'), unitName],
    ['stage', t('任教学段'), stage],
    ['subject', t('任教学科'), subject],
  ]
  const chips: Chip[] = all.flatMap(([name, label, value]) =>
    value === undefined ? [] : [{ name, label, value }],
  )
  return <Chips chips={chips} removeWord={t('取消')} onRemove={(name) => filter({ [name]: undefined })} />
}
