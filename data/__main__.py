"""The job's command line: `python -m data build | annotate | score | evaluate | describe | train`.

Exit status: 0 when all went well, 1 when something was left out (each with its reason on standard error), 2 when
nothing could be done, 130 when it was stopped, 141 when nobody reads the output any more. Each verb imports what it
needs when it runs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

from data.errors import InputError, OutputError, PodiumError

#: What `evaluate` measures, each by the file of its name in data/evaluate/.
TASKS = ("quotations", "speakers", "coreference", "mentions", "sentiment", "stance", "topics")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        status = int(chosen.run(chosen))
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Who reads the output ("| head") has seen enough. Python would complain again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except PodiumError as error:
        print(f"podium: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt as stopped:
        print(f"podium: stopped; {str(stopped) or 'nothing was replaced'}", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description="Make Podium's table from documents, offline.")
    verbs = parser.add_subparsers(metavar="VERB", required=True)

    build = verbs.add_parser("build", help="read files, folders, globs and URLs into a new table, the current one")
    build.add_argument("paths", nargs="+", metavar="PATH", help="a file, folder, glob or URL; formats may be mixed")
    build.add_argument("--out", metavar="DIR", help="the table's folder or address (PODIUM_TABLE or data/built/)")
    build.add_argument("--scorers", metavar="A,B", help="scorers by name (default: the shipped models)")
    where = build.add_mutually_exclusive_group()
    where.add_argument("--workers", type=_workers, metavar="N", help="processes that read (default: one a processor)")
    where.add_argument("--scheduler", metavar="ADDRESS", help="tcp://HOST:PORT of a Dask cluster that reads documents")
    _add_models(build)
    build.set_defaults(run=_build)

    annotate = verbs.add_parser("annotate", help="sentences, speakers and quotations of each document as JSON Lines")
    annotate.add_argument(
        "source", type=Path, metavar="IN.jsonl", help="a document a line, with its text (docs/formats.md)"
    )
    annotate.add_argument(
        "out", type=Path, metavar="OUT.jsonl", help="the file to write: a line for each of IN, in its order"
    )
    annotate.set_defaults(run=_annotate)

    score = verbs.add_parser("score", help="sentiment or stance of each line toward its target")
    score.add_argument(
        "source", type=Path, metavar="IN.jsonl", help="a sentence a line, with its target (docs/formats.md)"
    )
    score.add_argument(
        "out", type=Path, metavar="OUT.jsonl", help="the file to write: a label for each line of IN, in its order"
    )
    score.add_argument("--task", choices=("sentiment", "stance"), required=True)
    _add_models(score)
    score.set_defaults(run=_score)

    evaluate = verbs.add_parser("evaluate", help="the quality figures, on a labelled file or on the shipped labels")
    evaluate.add_argument("task", nargs="?", choices=TASKS, metavar="TASK", help=", ".join(TASKS))
    evaluate.add_argument("file", nargs="?", type=Path, metavar="FILE", help="labelled data of that task")
    evaluate.set_defaults(run=_evaluate)

    describe = verbs.add_parser("describe", help="the manifest and every column of a table as JSON")
    describe.add_argument("folder", nargs="?", metavar="DIR", help="the table's folder (as for build)")
    describe.set_defaults(run=_describe)

    train = verbs.add_parser("train", help="make the shipped weights again")
    train.add_argument("name", metavar="NAME", help="quotations, pair or topics")
    train.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help="folder of the training sets (data/models/README.md)"
    )
    train.add_argument("--out", type=Path, metavar="DIR", help="folder of the weights (default: data/models/)")
    train.set_defaults(run=_train)
    return parser


def _workers(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r}; allowed is a whole number from 1")
    return int(text)


def _add_models(verb: argparse.ArgumentParser) -> None:
    for name in ("sentiment", "stance"):
        verb.add_argument(
            f"--{name}-model", metavar="NAME_OR_DIR",
            help=f"a sequence-classification or NLI model for {name} in place of the shipped one",
        )  # fmt: skip


def _build(chosen: argparse.Namespace) -> int:
    import functools

    from data import pipeline, readers, scorers, settings, urls
    from data.job import chunks, cluster, progress

    named = [n for n in chosen.scorers.split(",") if n] if chosen.scorers is not None else scorers.DEFAULT
    scored_by = scorers.with_models(
        named, models={"sentiment": chosen.sentiment_model, "stance": chosen.stance_model}
    )
    run: chunks.Run
    if chosen.scheduler is not None:
        cluster.check_address(chosen.scheduler)
        run = functools.partial(cluster.run, scheduler=chosen.scheduler)
    else:
        workers = chosen.workers if chosen.workers is not None else settings.cpu_count()
        run = functools.partial(chunks.processes, workers=workers)
    folder = _output(chosen.out)
    with (
        readers.fetched(chosen.paths) as paths,
        progress.Watch(total=readers.expected(paths)) as watch,
    ):
        done, tally = pipeline.build(paths, out=folder, scored_by=scored_by, run=run, watch=watch)
        if chosen.out is not None and urls.local(chosen.out) is None:
            try:
                urls.publish(done, chosen.out)
            except KeyboardInterrupt:
                where = f"the new table is whole in {done.folder}, and not all of it at {urls.shown(chosen.out)}"
                raise KeyboardInterrupt(where) from None
        print(progress.summary(done, tally, seconds=watch.seconds))
    return 1 if done.rows("left_out") else 0


def _output(given: str | None) -> Path | None:
    """Return the folder to build in, None for the settings' own."""
    from data import urls

    if given is None:
        return None
    if not given.strip():
        raise OutputError("--out is empty: name a folder, or leave --out away for the default one")
    if urls.local(given) is None:
        urls.check_output(given)
    return urls.table_folder(given)


def _annotate(chosen: argparse.Namespace) -> int:
    from data import annotate

    return 1 if annotate.annotate(chosen.source, out=chosen.out) else 0


def _score(chosen: argparse.Namespace) -> int:
    from data import scoring

    models = {"sentiment": chosen.sentiment_model, "stance": chosen.stance_model}
    model = models.pop(chosen.task)
    for other, named in models.items():
        if named is not None:
            raise InputError(f"a model is named for {other}, and the task is {chosen.task}: use --{chosen.task}-model")
    return 1 if scoring.score_file(chosen.source, out=chosen.out, task=chosen.task, model=model) else 0


def _evaluate(chosen: argparse.Namespace) -> int:
    from data import settings

    if chosen.task is not None and chosen.file is not None:
        _print_json(_module("evaluate", chosen.task).evaluate(chosen.file))
        return 0
    # A measure with labels in `seeds/gold/` runs on them when it gets no file; the others have none to run on.
    found = {}
    for task in [chosen.task] if chosen.task else TASKS:
        module = _module("evaluate", task)
        if _needs_no_file(module.evaluate):
            found[task] = module.evaluate()
        elif chosen.task:
            raise InputError(f"no labels of the task {task!r} are shipped: name a FILE (format: {settings.FORMATS})")
        else:
            print(f"podium: {task} not measured: it needs a FILE (format: {settings.FORMATS})", file=sys.stderr)
    _print_json(found[chosen.task] if chosen.task else found)
    return 0


def _describe(chosen: argparse.Namespace) -> int:
    from data import store, urls

    folder = urls.readable_folder(chosen.folder) if chosen.folder is not None else None
    _print_json(store.current(folder).manifest)
    return 0


def _train(chosen: argparse.Namespace) -> int:
    from data import settings

    if not chosen.data.is_dir():
        raise InputError(f"{chosen.data}: no such folder; --data names the folder of the training sets")
    found = _module("train", chosen.name).train(chosen.data, chosen.out or settings.MODELS)
    if found is not None:
        _print_json(found)
    return 0


def _module(package: str, name: str) -> ModuleType:
    """Return the module `data.<package>.<name>` that has the verb; raises `InputError` with the names there are."""
    import importlib
    import pkgutil

    names = [m.name for m in pkgutil.iter_modules(importlib.import_module(f"data.{package}").__path__)]
    modules = {name: importlib.import_module(f"data.{package}.{name}") for name in names}
    steps = {step: module for step, module in modules.items() if hasattr(module, package)}
    if name not in steps:
        raise InputError(f"there is nothing called {name!r} to {package}: allowed are {', '.join(sorted(steps))}")
    return steps[name]


def _needs_no_file(function: Callable[..., object]) -> bool:
    import inspect

    first = next(iter(inspect.signature(function).parameters.values()))
    return first.default is not inspect.Parameter.empty


def _print_json(value: object) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    sys.exit(main())
