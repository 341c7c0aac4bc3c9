/** Where an activity stands at an instant. */
export function activityState(
  activity: { startsAt: Date; endsAt: Date; cancelled: string | null },
  now: Date,
): 'planned' | 'running' | 'held' | 'cancelled' {
  if (activity.cancelled !== null) return 'cancelled'
  if (now < activity.startsAt) return 'planned'
  return now <= activity.endsAt ? 'running' : 'held'
}
