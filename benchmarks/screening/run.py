"""How fast messages are screened, what hostile ones cost, how much is seen, beside public peers in one run.

    python3 -m venv .venv-bench && .venv-bench/bin/pip install phonenumbers commonregex scrubadub
    PYTHONPATH=src .venv-bench/bin/python -m benchmarks.screening.run

or with any interpreter that has the peers; one that is not there is named as missing.
Goals: 50,000 messages a CPU-second; a hostile text of 40 KB in 50 ms. The peers seek private details only.
The texts of held_out.toml are no evidence of recall any more: same author, and many became examples and twins
of the patterns. They show what is lost when patterns change. A stranger's phrases are still to be measured.
"""

import platform
import signal
import time
from collections.abc import Callable, Mapping, Sequence

from benchmarks.screening.chat import ordinary_chat
from benchmarks.screening.hostile import hostile_texts
from benchmarks.screening.peers import Finder, Mark, Peer, peers
from benchmarks.screening.quality import Sample, held_out, score
from handrail.core.screening.category import categories
from handrail.core.screening.screen import screen

COUNT, PEER_COUNT, ROUNDS = 50_000, 2_000, 3
LONG, GOAL_PER_S, GOAL_MS = 40_000, 50_000, 50.0
PATIENCE_S = 2.0  # for a peer with one hostile text


def main() -> None:
    """Print the figures and the ratios."""
    print(f"Python {platform.python_version()} on {platform.machine()}, one core\n")
    screen("the first message builds what all others use")
    there = peers()
    _print_speed(there)
    _print_hostile(there)
    samples = held_out()
    _print_seen("handrail", samples, _ours, list(categories()))
    for peer in there:
        known = [name for name in categories() if name in peer.knows]
        _print_seen(f"{peer.name} (of what it knows)", samples, peer.find, known)
    _print_harmless(samples, there)


def _ours(text: str) -> list[Mark]:
    return [Mark(one.category, one.start, one.end) for one in screen(text)]


def _per_cpu_second(look: Callable[[str], object], count: int) -> float:
    """Return the best of some rounds, each over messages that were never seen before."""
    best = 0.0
    for seed in range(ROUNDS):
        texts = ordinary_chat(seed, count)
        start = time.process_time()
        for text in texts:
            look(text)
        best = max(best, count / (time.process_time() - start))
    return best


def _print_speed(there: Sequence[Peer]) -> None:
    texts = ordinary_chat(0, COUNT)
    mean = sum(map(len, texts)) / COUNT
    plain, flagged = sum(map(str.isascii, texts)) / COUNT, sum(bool(screen(text)) for text in texts) / COUNT
    ours = _per_cpu_second(screen, COUNT)
    print(
        f"ordinary chat, made up: {mean:.0f} characters on average, {plain:.0%} ASCII, {flagged:.2%} flagged"
    )
    print(f"  {'handrail':<22}{ours:>10,.0f} a CPU-second   {ours / GOAL_PER_S:.2f} of the goal")
    for peer in there:
        rate = _per_cpu_second(peer.find, PEER_COUNT)
        print(f"  {peer.name:<22}{rate:>10,.0f} a CPU-second   handrail is {ours / rate:.1f} times as fast")


def _print_hostile(there: Sequence[Peer]) -> None:
    whole, half = hostile_texts(LONG), hostile_texts(LONG // 2)
    took = {name: _milliseconds(screen, text) for name, text in whole.items()}
    worst = max(took, key=lambda name: took[name])
    over = [name for name, each in took.items() if each > GOAL_MS]
    print(f"\nhostile texts of {LONG:,} characters, CPU ms each (and how much more than half the length)")
    for name, each in sorted(took.items(), key=lambda pair: -pair[1]):
        growth = each / _milliseconds(screen, half[name])
        print(f"  {name:<26}{each:>8.1f}   x {growth:.1f}")
    print(f"  handrail: {took[worst]:.1f} ms at most, {took[worst] / GOAL_MS:.2f} of the limit", end="; ")
    print(f"over it: {', '.join(over) or 'none'}")
    for peer in there:
        _print_peer_hostile(peer, whole, took[worst])


def _print_peer_hostile(peer: Peer, texts: Mapping[str, str], ours: float) -> None:
    took = {name: _patiently(peer.find, text) for name, text in texts.items()}
    given_up = [name for name, each in took.items() if each is None]
    worst = max(PATIENCE_S * 1000 if each is None else each for each in took.values())
    sign = "more than " if given_up else ""
    print(f"  {peer.name}: {sign}{worst:,.0f} ms at most, {sign}{worst / ours:.0f} times ours", end="")
    print(f"; given up after {PATIENCE_S:.0f} s: {', '.join(given_up)}" if given_up else "")


def _milliseconds(look: Callable[[str], object], text: str) -> float:
    """Return the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        look(text)
        best = min(best, time.process_time() - start)
    return best * 1000


def _patiently(find: Finder, text: str) -> float | None:
    """Return one call's milliseconds; None: it was still busy when our patience ended."""
    signal.signal(signal.SIGALRM, _enough)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE_S)
    start = time.process_time()
    try:
        find(text)
    except TimeoutError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return (time.process_time() - start) * 1000


def _enough(*_: object) -> None:
    raise TimeoutError


def _print_seen(who: str, samples: Sequence[Sample], find: Finder, names: Sequence[str]) -> None:
    print(f"\n{who} on its own texts\n  {'category':<18}recall           precision   place exact")
    for name in names:
        one = score(samples, find, name)
        place = f"{one.exact} of {one.seen}" if categories()[name].is_private else "-"
        count = f"{one.seen}/{one.expected}"
        print(f"  {name:<18}{one.recall:<6.2f}{count:<11}{one.precision:<12.2f}{place}")


def _print_harmless(samples: Sequence[Sample], there: Sequence[Peer]) -> None:
    texts = [sample.text for sample in samples if sample.is_harmless]
    print(f"\nharmless texts of its own flagged, of {len(texts)}")
    for who, find in (("handrail", _ours), *((peer.name, peer.find) for peer in there)):
        flagged = [(text, find(text)) for text in texts]
        wrong = [(text, found) for text, found in flagged if found]
        print(f"  {who:<22}{len(wrong):>3}   {len(wrong) / len(texts):.1%}")
        for text, found in wrong:
            print(f"    {', '.join(sorted({one.category for one in found}))}: {text}")


if __name__ == "__main__":
    main()
