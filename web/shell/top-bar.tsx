import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { todoCount } from '#contract/message.ts'
import { switchRole } from '#contract/session.ts'
import { useFilter } from '../lib/address.ts'
import { call } from '../lib/call.ts'
import { leave } from '../lib/leave.ts'
import { useMe, useYear, worksAtDesk } from '../lib/session.ts'
import { t } from '../lib/t.ts'
import { homeOf } from '../lib/home.ts'
import { useCall } from '../lib/use-call.ts'

const SearchSheet = lazy(async () => ({ default: (await import('./search.tsx')).SearchSheet }))

/** Region, year, search, role and me. */
export function TopBar({ onMenu }: { onMenu: () => void }) {
  const me = useMe()
  return (
    <header className="top">
      <button type="button" className="button menu-open" onClick={onMenu}>
        {t('菜单')}
      </button>
      <a className="brand" href={homeOf(me)}>
        {t('研培')}
      </a>
      <span className="region">{me.unit?.name ?? me.region.name}</span>
      {worksAtDesk(me) && <YearChoice />}
      <span className="grow" />
      {worksAtDesk(me) && <SearchOpener />}
      <TodoCount />
      <RoleChoice />
      <a href="/me">{me.name}</a>
      <SignOut />
    </header>
  )
}

/** How often the number is asked for again. */
const COUNT_MS = 120_000

/** What waits for me, in all systems; late things are said. */
function TodoCount() {
  const { data } = useCall(todoCount, {}, { every: COUNT_MS })
  if (data === undefined || data.total === 0) return null
  return (
    <a className={data.late === 0 ? 'todo-count' : 'todo-count late'} href="/todo">
      {data.late > 0 && <span aria-hidden>■ </span>}
      {t('待办 {n}', { n: data.total })}
      {data.late > 0 && <span className="late-words">{t('，逾期 {late}', { late: data.late })}</span>}
    </a>
  )
}

/** The year governs every page. */
function YearChoice() {
  const me = useMe()
  const year = useYear()
  const filter = useFilter()
  const years = me.years.includes(year) ? me.years : [year, ...me.years].toSorted((a, b) => b - a)
  return (
    <select
      className="input short"
      aria-label={t('年度')}
      value={year}
      onChange={(e) => filter({ year: e.target.value })}
    >
      {years.map((one) => (
        <option key={one} value={one}>
          {t('{year} 年', { year: one })}
        </option>
      ))}
    </select>
  )
}

function SearchOpener() {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      setOpen(true)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return (
    <>
      <button type="button" className="search-open" onClick={() => setOpen(true)}>
        <span className="long">{t('查找人、项目、单位、公文')}</span>
        <span className="short">{t('查找')}</span>
        <kbd aria-hidden>Ctrl K</kbd>
      </button>
      <Suspense>{open && <SearchSheet onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}

function RoleChoice() {
  const me = useMe()
  const client = useQueryClient()
  if (me.held.length < 2) return null
  const now = me.held.findIndex((held) => held.role === me.role && held.unit?.code === me.unit?.code)
  const change = async (index: number) => {
    const next = me.held[index]
    if (next === undefined) return
    await call(switchRole, { body: { role: next.role, unit: next.unit?.code ?? null } })
    client.clear()
    location.assign('/')
  }
  return (
    <select
      className="input short"
      aria-label={t('角色')}
      value={now}
      onChange={(e) => void change(Number(e.target.value))}
    >
      {me.held.map((held, index) => (
        <option key={`${held.role}-${held.unit?.code ?? ''}`} value={index}>
          {held.unit === null ? held.title : `${held.title} · ${held.unit.name}`}
        </option>
      ))}
    </select>
  )
}

function SignOut() {
  return (
    <button type="button" className="linklike sign-out" onClick={() => void leave()}>
      {t('退出')}
    </button>
  )
}
