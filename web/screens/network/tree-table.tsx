import { link } from '../../lib/address.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { Num } from '../../ui/figure.tsx'
import { Status } from '../../ui/states.tsx'
import type { Branch } from './tree.ts'

type Props = { branches: readonly Branch[]; closed: ReadonlySet<string>; onToggle?: (code: string) => void }

/** The units as a table whose first column is indented; a triangle opens and closes. */
export function TreeTable({ branches, closed, onToggle }: Props) {
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={t('单位')}>
      <table className="table">
        <caption className="unseen">{t('单位')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('单位')}</th>
            <th scope="col" className="minor">
              {t('类别')}
            </th>
            <th scope="col" className="minor">
              {t('城乡')}
            </th>
            <th scope="col" className="minor">
              {t('乡镇')}
            </th>
            <th scope="col" className="numeric">
              {t('学校')} <span className="head-unit">{t('所')}</span>
            </th>
            <th scope="col" className="numeric">
              {t('教师')} <span className="head-unit">{t('人')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {branches.map((branch) => (
            <TreeRow
              key={branch.node.code}
              branch={branch}
              open={!closed.has(branch.node.code)}
              onToggle={onToggle}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = { branch: Branch; open: boolean; onToggle?: (code: string) => void }

function TreeRow({ branch: { node, depth, children }, open, onToggle }: RowProps) {
  const year = useYear()
  const figure = (id: string) => link(`/figures/${id}/records`, { year, unit: node.code })
  return (
    <tr>
      <td>
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
          <a href={link(`/network/${node.code}`, { year })}>{node.name}</a>
        </span>{' '}
        {node.closed !== null && <Status tone="warn">{t('{day} 撤并', { day: node.closed })}</Status>}
      </td>
      <td className="minor">{t(node.kindWord ?? node.categoryWord)}</td>
      <td className="minor">{node.urbanWord === null ? '' : t(node.urbanWord)}</td>
      <td className="minor">{node.town}</td>
      <td className="numeric">
        <Num value={node.schools} href={figure('schools')} label={t('{name} 学校', { name: node.name })} />
      </td>
      <td className="numeric">
        <Num value={node.teachers} href={figure('teachers')} label={t('{name} 教师', { name: node.name })} />
      </td>
    </tr>
  )
}
