import { link } from '../../lib/address.ts'
import { dayText } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { Section } from '../../ui/page.tsx'
import type { UnitData } from './unit.tsx'

/** What held when: names, superiors, classes; and the units that were merged into it. */
export function UnitHistory({ data }: { data: UnitData }) {
  const year = useYear()
  return (
    <Section title={t('沿革')}>
      {data.merged.length > 0 && (
        <p>
          {t('并入本单位的学校：')}
          {data.merged.map((unit) => (
            <span key={unit.code} className="nowrap">
              <a href={link(`/network/${unit.code}`, { year })}>{unit.name}</a>{' '}
              {t('（{day} 撤并）', { day: unit.closed })}{' '}
            </span>
          ))}
        </p>
      )}
      <div className="table-box" tabIndex={0} role="region" aria-label={t('沿革')}>
        <table className="table plain">
          <thead>
            <tr>
              <th scope="col">{t('起')}</th>
              <th scope="col">{t('止')}</th>
              <th scope="col">{t('名称')}</th>
              <th scope="col">{t('上级')}</th>
              <th scope="col">{t('办学类型')}</th>
              <th scope="col">{t('城乡')}</th>
              <th scope="col">{t('文号')}</th>
            </tr>
          </thead>
          <tbody>
            {data.history.map((row, i) => (
              <tr key={`${row.from ?? ''}-${i}`}>
                <td>{dayText(row.from)}</td>
                <td>{row.until ?? t('今')}</td>
                <td>{row.name}</td>
                <td>{row.parent?.name}</td>
                <td>{row.kindWord}</td>
                <td>{row.urbanWord}</td>
                <td>{row.document}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
