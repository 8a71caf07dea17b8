"""Changes to spectra, so that a network hears more voices than were recorded."""

from __future__ import annotations

import torch
from torch import Tensor

from surtitle_export.transcribe.features import band_centres

_WARPED = 0.5  # share of the rows
_BANDS, _FRAMES = 8, 12  # widest masks of SpecAugment


def warped(spectra: Tensor, most: float) -> Tensor:
    """Spectra [rows, bands, time], half of the rows with frequencies scaled by 1 ± `most`.

    A vocal tract of another length: Jaitly and Hinton 2013, where the scale is uniform too.
    """
    rows, bands, _ = spectra.shape
    if not most:
        return spectra
    scale = 1 + most * (2 * torch.rand(rows, 1) - 1) * (torch.rand(rows, 1) < _WARPED)
    lowest, step = band_centres(bands)
    hertz = 700 * torch.expm1((lowest + step * torch.arange(bands)) / 1127)
    heard = (1127 * torch.log1p(hertz * scale / 700) - lowest) / step
    place = heard.clamp(0, bands - 1).to(spectra.device)
    below = place.floor().clamp(max=bands - 2).long()
    share = (place - below).unsqueeze(2)
    below = below.unsqueeze(2).expand_as(spectra)
    return spectra.gather(1, below).lerp(spectra.gather(1, below + 1), share)


def masked(spectra: Tensor, masks: int) -> Tensor:
    """Spectra [rows, bands, time] with so many stripes of bands and of times set to the mean.

    SpecAugment: Park et al. 2019, arXiv:1904.08779.
    """
    rows, bands, time = spectra.shape
    kept = torch.ones(rows, bands, time, dtype=torch.bool, device=spectra.device)
    for axis, widest in ((1, _BANDS), (2, _FRAMES)):
        size = spectra.shape[axis]
        place = torch.arange(size)
        for _ in range(masks):
            width = torch.randint(0, min(widest, size) + 1, (rows, 1))
            begin = (torch.rand(rows, 1) * (size - width)).long()
            hidden = ((place >= begin) & (place < begin + width)).to(spectra.device)
            kept &= ~hidden.unsqueeze(2 if axis == 1 else 1)
    return spectra * kept
