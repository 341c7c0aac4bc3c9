import { useCallback, useState } from 'react'
import type { ProgrammeRow } from '#contract/programme.ts'
import { LEVELS } from '#contract/vocabulary.ts'
import { useAddress, useFilter } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useUnitChoices, useUnitName } from '../../lib/use-units.ts'
import { systemChoices, useManifests } from '../../lib/worlds.ts'
import type { World } from '../../lib/worlds.ts'
import { Chips, Choose, FilterBar, SearchInput } from '../../ui/filters.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Empty } from '../../ui/states.tsx'
import { useColumns } from '../../ui/table/list.tsx'
import { Table } from '../../ui/table/table.tsx'
import { ToImport } from '../import/to-import.tsx'
import { programmeColumns } from './columns.tsx'
import { ProgrammePanel } from './programme-panel.tsx'

/** The programmes that fit the filters, with totals. */
export function ProgrammeList({ world, rows }: { world: World; rows: readonly ProgrammeRow[] }) {
  const [open, setOpen] = useState<ProgrammeRow | null>(null)
  const year = useYear()
  const { shown, chooser } = useColumns('programmes', programmeColumns(rows), t('选择列'))
  return (
    <>
      <FilterBar
        label={t('筛选项目')}
        actions={
          <>
            {chooser}
            <PrintButton word={t('打印')} />
          </>
        }
      >
        <ProgrammeFilters world={world} />
      </FilterBar>
      <ProgrammeChips />
      <p className="quiet">{t('{n} 个项目', { n: number(rows.length) })}</p>
      <Table
        label={t('项目')}
        columns={shown}
        count={rows.length}
        rowAt={(index) => rows[index]}
        keyOf={(row) => row.id}
        onOpen={setOpen}
        chosen={open?.id}
        totalsWord={t('合计')}
        place={`${world}-${year}`}
        empty={<NoProgrammes world={world} />}
      />
      <ProgrammePanel row={open} onClose={() => setOpen(null)} />
    </>
  )
}

function ProgrammeFilters({ world }: { world: World }) {
  const { q = '', system = '', level = '', unit = '' } = useAddress()
  const filter = useFilter()
  const manifests = useManifests()
  const units = useUnitChoices()
  const search = useCallback((text: string) => filter({ q: text }, 'replace'), [filter])
  const levels = Object.entries(LEVELS).map(([value, label]) => ({ value, label: t(label) }))
  return (
    <>
      <SearchInput label={t('查找项目')} placeholder={t('项目名称或编号')} value={q} onSearch={search} />
      <Choose
        label={t('体系')}
        value={system}
        choices={systemChoices(world, manifests, 'all')}
        all={t('全部体系')}
        onChoose={(v) => filter({ system: v })}
      />
      <Choose
        label={t('级别')}
        value={level}
        choices={levels}
        all={t('全部级别')}
        onChoose={(v) => filter({ level: v })}
      />
      <Choose
        label={t('承办单位')}
        value={unit}
        choices={units}
        all={t('全部单位')}
        onChoose={(v) => filter({ unit: v })}
      />
    </>
  )
}

function ProgrammeChips() {
  const { q, system, level, unit } = useAddress()
  const filter = useFilter()
  const manifests = useManifests()
  const unitName = useUnitName(unit)
  const levelWord = level === undefined ? undefined : Object.entries(LEVELS).find(([id]) => id === level)?.[1]
  const systemWord =
    system === undefined ? undefined : (manifests.find((m) => m.id === system)?.title ?? system)
  const all: [string, string, string | undefined][] = [
    ['q', t('查找'), q],
    ['system', t('体系'), systemWord],
    ['level', t('级别'), levelWord],
    ['unit', t('承办单位'), unitName],
  ]
  const chips = all.flatMap(([name, label, value]) =>
    value === undefined ? [] : [{ name, label, value: t(value) }],
  )
  return <Chips chips={chips} removeWord={t('取消')} onRemove={(name) => filter({ [name]: undefined })} />
}

function NoProgrammes({ world }: { world: World }) {
  const { q, system, level, unit } = useAddress()
  const filtered = [q, system, level, unit].some((value) => value !== undefined)
  return filtered ? (
    <Empty because={t('没有符合这些条件的项目。')}>
      <a className="button" href={`/${world}`}>
        {t('清除条件')}
      </a>
    </Empty>
  ) : (
    <Empty because={t('这一年还没有项目。可以新建，也可以从交换工作簿导入。')}>
      <ToImport />
    </Empty>
  )
}
