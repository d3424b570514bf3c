"""The job's own models, asked one input at a time through `transformers.pipeline` in float32: what the job is held to.

Documents go in. `asked` reads them as the job does and notes every model call it makes: a sentence (for its tone and
the embedding by which topics are told), a sentence and a target (sentiment, stance), a window of paragraphs to tag.
`Slow` then answers each by itself. `differences` tells how far the two sets of answers lie apart, so that nobody
compares two jobs.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from transformers import BertModel, BertPreTrainedModel, FeatureExtractionPipeline, pipeline
from transformers import PreTrainedTokenizerFast as Fast

from data import encoder, pair_model, topics, word_pieces
from data import pipeline as job
from data.job.long_documents import parts
from data.quoting import tagger
from data.quoting.windows import Window
from data.records import Document


@dataclass(slots=True)
class Asked:
    """Every call to a model that the documents need, with the job's own answers beside."""

    sentences: int = 0
    worded: list[word_pieces.Input] = field(default_factory=list)
    means: list[np.ndarray[Any, Any]] = field(default_factory=list)
    pairs: list[tuple[str, word_pieces.Input]] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    answers: list[np.ndarray[Any, Any]] = field(default_factory=list)


def asked(documents: Iterable[Document], *, scored_by: tuple[str, ...]) -> Asked:
    """Read the documents as the job does and return the calls it made."""
    found = Asked()
    with _noting(found):
        for document in documents:
            for part in parts(document):
                found.sentences += len(job.rows_of(part, scored_by=scored_by)["sentences"])
    return found


class _noting:
    """Notes what goes through the three doors to the models while it is entered."""

    def __init__(self, found: Asked) -> None:
        self._found = found
        self._doors: list[tuple[Any, str, Callable[..., Any]]] = []

    def __enter__(self) -> None:
        found = self._found

        def means(real: Callable[..., Any], trunk: Any, inputs: list[word_pieces.Input]) -> Any:
            made = real(trunk, inputs)
            found.worded += inputs
            found.means += list(made.numpy())
            return made

        def probabilities(real: Callable[..., Any], inputs: list[word_pieces.Input], *, task: str) -> Any:
            made = real(inputs, task=task)
            found.pairs += [(task, one) for one in inputs]
            found.answers += list(made)
            return made

        def read(real: Callable[..., Any], trunk: Any, packed: list[Window]) -> Any:
            found.windows += packed
            return real(trunk, packed)

        # Topics embed their own descriptions once; that is no call for a sentence.
        topics.embeddings(topics.load())
        doors = ((encoder, "means", means), (pair_model, "probabilities", probabilities), (tagger, "read", read))
        for module, name, noted in doors:
            real = getattr(module, name)
            self._doors.append((module, name, real))
            setattr(module, name, _through(noted, real))

    def __exit__(self, *_: object) -> None:
        for module, name, real in self._doors:
            setattr(module, name, real)


def _through(noted: Callable[..., Any], real: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *given, **options: noted(real, *given, **options)


class Slow:
    """One pipeline for each trunk, in float32."""

    def __init__(self) -> None:
        words = Fast(tokenizer_object=word_pieces.tokenizer(), cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]")
        # Left to itself a pipeline takes a GPU, and leaves the tagger's own tensors behind.
        asked = functools.partial(pipeline, "feature-extraction", tokenizer=words, device="cpu")
        self._word = asked(model=_whole("pair"), pipeline_class=_EveryLayer)
        self._pair = asked(model=_whole("pair"), pipeline_class=_Pairs)
        self._tag = asked(model=_Tagging(encoder.load_trunk("tagger")), pipeline_class=_Windows)
        self.answers: list[np.ndarray[Any, Any]] = []
        self.means: list[np.ndarray[Any, Any]] = []

    def word(self, one: word_pieces.Input) -> None:
        """Read one sentence: its tone, and the embedding by which its topic is told."""
        states = self._word(encoder.tensors([one]))
        means = torch.cat([state.mean(dim=1) for state in states], dim=1)
        topics.mapped(means, topics.weights().map, topics.weights().shift)
        whole = states[-1].mean(dim=1)
        self._probabilities(torch.cat([whole, whole, whole * whole], dim=1), "tone")
        self.means.append(means[0].numpy())

    def score(self, task: str, one: word_pieces.Input) -> None:
        """Ask the pair model about one sentence (and its target)."""
        ids, types, mask = encoder.tensors([one])
        hidden = self._pair((ids, types, mask), return_tensors=True)
        self.answers.append(self._probabilities(pair_model.features(hidden, types, mask), task))

    def _probabilities(self, features: torch.Tensor, task: str) -> np.ndarray[Any, Any]:
        scores = pair_model.logits(features, encoder.load_trunk("pair").heads, task=task)
        return pair_model.calibration(task).applied(scores)[0].numpy()

    def tag(self, window: Window) -> None:
        """Tag one window of paragraphs."""
        self._tag(window)

    def answer(self, found: Asked) -> None:
        """Make every call that was noted, one after the other."""
        with torch.inference_mode():
            for one in found.worded:
                self.word(one)
            for task, one in found.pairs:
                self.score(task, one)
            for window in found.windows:
                self.tag(window)


def _whole(name: str) -> BertModel:
    return encoder.load_trunk(name).model


class _Pairs(FeatureExtractionPipeline):  # type: ignore[misc]
    def preprocess(self, inputs: Any, **_: Any) -> Any:
        ids, types, mask = inputs
        return {"input_ids": ids, "token_type_ids": types, "attention_mask": mask}


class _EveryLayer(_Pairs):
    def _forward(self, model_inputs: Any) -> Any:
        return self.model(**model_inputs, output_hidden_states=True)

    def postprocess(self, model_outputs: Any, **_: Any) -> Any:
        return model_outputs.hidden_states[1:]


class _Tagging(BertPreTrainedModel):  # type: ignore[misc]
    """The tagger's trunk in the shape a pipeline takes."""

    def __init__(self, trunk: encoder.Trunk) -> None:
        super().__init__(trunk.model.config)
        self.inner = trunk.model
        self.trunk = encoder.Trunk(trunk.model, trunk.heads, trunk.metadata)

    def forward(self, window: Window) -> Any:
        return tagger.read(self.trunk, [window])


class _Windows(FeatureExtractionPipeline):  # type: ignore[misc]
    def preprocess(self, inputs: Any, **_: Any) -> Any:
        return {"window": inputs}

    def postprocess(self, outputs: Any, **_: Any) -> Any:
        return outputs


def differences(found: Asked, slow: Slow) -> dict[str, float]:
    """Return how far the job's answers lie from those of the single calls, and the share of other labels."""
    ours, theirs = np.stack(found.answers), np.stack(slow.answers)
    return {
        "largest": float(np.abs(ours - theirs).max()),
        "largest_of_means": float(np.abs(np.stack(found.means) - np.stack(slow.means)).max()),
        "other_labels": float((ours.argmax(1) != theirs.argmax(1)).mean()),
    }
