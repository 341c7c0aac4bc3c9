import { useCallback, useState } from 'react'
import { rounds } from '#contract/round.ts'
import type { CaseManifest } from '#contract/case-manifest.ts'
import { useAddress, useFilter } from '../../lib/address.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { useUnitChoices, useUnitName } from '../../lib/use-units.ts'
import { Chips, Choose, SearchInput } from '../../ui/filters.tsx'

const STATUSES = { draft: '草稿', open: '办理中', returned: '待补正', ended: '已办结' }
/** The filters of a list of cases, as the address names them. */
export const FILTERS = [
  'search',
  'stage',
  'status',
  'ending',
  'category',
  'round',
  'unit',
  'mine',
  'refusedAt',
  'refusedBecause',
  'passed',
  'floor',
] as const

const choices = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label: t(label) }))

/** What a list of cases can be narrowed by. */
export function CaseFilters({ manifest }: { manifest: CaseManifest | undefined }) {
  const { search = '', status = '', ending = '', category = '', unit = '', year = '' } = useAddress()
  const years = useYears()
  const filter = useFilter()
  const units = useUnitChoices(['cluster', 'school'])
  const [whole, setWhole] = useState(false)
  const find = useCallback((text: string) => filter({ search: text }, 'replace'), [filter])
  return (
    <>
      <SearchInput
        label={t('查找事项')}
        placeholder={t('姓名、拼音首字母或编号')}
        value={search}
        onSearch={find}
      />
      <button
        type="button"
        className="button more-filters"
        aria-expanded={whole}
        onClick={() => setWhole(!whole)}
      >
        {whole ? t('收起条件') : t('更多条件')}
      </button>
      <Choose
        label={t('申请年度')}
        value={year}
        choices={years}
        all={t('全部年度')}
        onChoose={(v) => filter({ year: v })}
      />
      <Choose
        label={t('状态')}
        value={status}
        choices={choices(STATUSES)}
        all={t('全部状态')}
        onChoose={(v) => filter({ status: v })}
      />
      {manifest !== undefined && (
        <>
          <Choose
            label={t('结局')}
            value={ending}
            choices={choices(manifest.endings)}
            all={t('全部结局')}
            onChoose={(v) => filter({ ending: v })}
          />
          <Choose
            label={t(manifest.category.title)}
            value={category}
            choices={manifest.category.words.map((word) => ({ value: word, label: t(word) }))}
            all={t('全部{what}', { what: t(manifest.category.title) })}
            onChoose={(v) => filter({ category: v })}
          />
          {manifest.rounds !== null && <RoundFilter system={manifest.id} />}
        </>
      )}
      <Choose
        label={t('单位')}
        value={unit}
        choices={units}
        all={t('全部单位')}
        onChoose={(v) => filter({ unit: v })}
      />
    </>
  )
}

/** The years that have records, and the running one. */
function useYears() {
  const me = useMe()
  const years = new Set([new Date().getFullYear(), ...me.years])
  return [...years]
    .toSorted((a, b) => b - a)
    .map((year) => ({ value: String(year), label: t('{year} 年', { year }) }))
}

function RoundFilter({ system }: { system: string }) {
  const { round = '' } = useAddress()
  const filter = useFilter()
  const { data } = useCall(rounds, { query: { system } })
  const all = (data?.rounds ?? []).map(({ id, title }) => ({ value: id, label: title }))
  return (
    <Choose
      label={t('批次')}
      value={round}
      choices={all}
      all={t('全部批次')}
      onChoose={(v) => filter({ round: v })}
    />
  )
}

/** The filters in force. */
export function CaseChips({ manifest }: { manifest: CaseManifest | undefined }) {
  const at = useAddress()
  const filter = useFilter()
  const unitName = useUnitName(at['unit'])
  const { data } = useCall(
    rounds,
    { query: { system: manifest?.id } },
    { enabled: at['round'] !== undefined },
  )
  const stage = (id: string | undefined) => manifest?.stages.find((one) => one.id === id)?.title ?? id
  const word = (words: object, id: string | undefined) =>
    Object.entries(words).find(([one]) => one === id)?.[1] ?? id
  const all: [string, string, string | undefined][] = [
    ['search', t('查找'), at['search']],
    ['mine', t('范围'), at['mine'] === undefined ? undefined : t('待我办理')],
    ['stage', t('环节'), stage(at['stage'])],
    ['refusedAt', t('落选环节'), stage(at['refusedAt'])],
    ['refusedBecause', t('落选原因'), at['refusedBecause']],
    ['passed', t('已通过环节'), stage(at['passed'])],
    ['floor', t('范围'), at['floor'] === undefined ? undefined : (manifest?.rounds?.floor ?? '')],
    ['status', t('状态'), word(STATUSES, at['status'])],
    ['ending', t('结局'), word(manifest?.endings ?? {}, at['ending'])],
    ['category', t('类别'), at['category']],
    ['round', t('批次'), data?.rounds.find(({ id }) => id === at['round'])?.title ?? at['round']],
    ['unit', t('单位'), unitName],
  ]
  const chips = all.flatMap(([name, label, value]) =>
    value === undefined || at[name] === undefined ? [] : [{ name, label, value: t(value) }],
  )
  return <Chips chips={chips} removeWord={t('取消')} onRemove={(name) => filter({ [name]: undefined })} />
}
