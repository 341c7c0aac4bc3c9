import { link } from './address.ts'
import { opensUnit, useMe } from './session.ts'

/** A unit's name, leading to its page where that opens for who looks. */
export function UnitLink({ unit, year }: { unit: { code: string; name: string }; year?: number }) {
  const me = useMe()
  if (!opensUnit(me, unit.code)) return unit.name
  return <a href={link(`/network/${unit.code}`, { year })}>{unit.name}</a>
}
