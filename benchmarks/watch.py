"""Times the steps of one process."""

import json
import resource
import time

from joblib.externals.loky import get_reusable_executor


class Watch:
    """Wall and processor time of the steps of one process, and its peak memory."""

    def __init__(self) -> None:
        self.spent: dict[str, tuple[float, float]] = {}
        self.last = (time.perf_counter(), time.process_time())

    def step(self, name: str) -> None:
        """Add the time since the last step to the step of that name."""
        now = (time.perf_counter(), time.process_time())
        wall, cpu = self.spent.get(name, (0.0, 0.0))
        self.spent[name] = (wall + now[0] - self.last[0], cpu + now[1] - self.last[1])
        self.last = (time.perf_counter(), time.process_time())

    def told(self, **found: object) -> str:
        """Write the steps, the memory and what was found as JSON, helpers' part by itself."""
        get_reusable_executor().shutdown()  # helpers are counted once they have ended
        own, helpers = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return json.dumps(
            {
                "steps": [(name, *spent) for name, spent in self.spent.items()],
                "cpu": sum(used.ru_utime + used.ru_stime for used in (own, helpers)),
                "peak_mb": own.ru_maxrss / 1024,
                "helper_mb": helpers.ru_maxrss / 1024,
                **found,
            }
        )
