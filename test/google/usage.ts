/** What a process has spent so far. */
export type Usage = {
  /** Of the processor, in the program and in the system for it. */
  cpuMilliseconds: number
  /** Of memory that it holds now. */
  residentBytes: number
}

/** Of this process. */
export function usage(): Usage {
  const { user, system } = process.cpuUsage()
  return { cpuMilliseconds: (user + system) / 1000, residentBytes: process.memoryUsage.rss() }
}
