import type { Me } from '#contract/session.ts'
import { link } from '../../lib/address.ts'
import { opensUnit, useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { UnitLink } from '../../lib/unit-link.tsx'
import { Num } from '../../ui/figure.tsx'
import { Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { Branch } from './tree.ts'

type Props = { branches: readonly Branch[]; closed: ReadonlySet<string>; onToggle?: (code: string) => void }

/** The units as a table whose first column is indented; a triangle opens and closes. */
export function TreeTable({ branches, closed, onToggle }: Props) {
  const year = useYear()
  const me = useMe()
  const unit: Column<Branch> = {
    key: 'unit',
    title: t('单位'),
    render: (branch) => (
      <Unit branch={branch} open={!closed.has(branch.node.code)} year={year} onToggle={onToggle} />
    ),
  }
  return (
    <PlainTable
      label={t('单位')}
      rows={branches}
      keyOf={({ node }) => node.code}
      empty={t('没有下级单位。')}
      columns={[unit, ...facts(me, year)]}
    />
  )
}

function facts(me: Me, year: number): Column<Branch>[] {
  const figure = (id: string, unit: string) =>
    opensUnit(me, unit) ? link(`/figures/${id}/records`, { year, unit }) : undefined
  return [
    {
      key: 'kind',
      title: t('类别'),
      minor: true,
      render: ({ node }) => t(node.kindWord ?? node.categoryWord),
    },
    {
      key: 'urban',
      title: t('城乡'),
      minor: true,
      render: ({ node }) => (node.urbanWord === null ? '' : t(node.urbanWord)),
    },
    { key: 'town', title: t('乡镇'), minor: true, render: ({ node }) => node.town },
    {
      key: 'schools',
      title: t('学校'),
      unit: t('所'),
      numeric: true,
      render: ({ node: { name, code, schools } }) => (
        <Num value={schools} href={figure('schools', code)} label={t('{name} 学校', { name })} />
      ),
    },
    {
      key: 'teachers',
      title: t('教师'),
      unit: t('人'),
      numeric: true,
      render: ({ node: { name, code, teachers } }) => (
        <Num value={teachers} href={figure('teachers', code)} label={t('{name} 教师', { name })} />
      ),
    },
  ]
}

type UnitProps = {
  branch: Branch
  open: boolean
  year: number
  onToggle: ((code: string) => void) | undefined
}

function Unit({ branch: { node, depth, children }, open, year, onToggle }: UnitProps) {
  return (
    <>
      <span style={{ paddingLeft: depth * 22 }}>
        {children > 0 && onToggle !== undefined ? (
          <button
            type="button"
            className="fold"
            aria-expanded={open}
            aria-label={t(open ? '收起 {name}' : '展开 {name}', { name: node.name })}
            onClick={() => onToggle(node.code)}
          >
            {open ? '▼' : '▶'}
          </button>
        ) : (
          <span className="fold" />
        )}
        <UnitLink unit={node} year={year} />
      </span>{' '}
      {node.closed !== null && <Status tone="warn">{t('{day} 撤并', { day: node.closed })}</Status>}
    </>
  )
}
