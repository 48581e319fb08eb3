"""Numbers on the picture of a scene: at their spots, and apart enough for a finger."""

from hypothesis import given
from hypothesis import strategies as st

from archive.model.media import Outline
from archive.render.pins import PHONE, PIN, place_pins


def outline(x: float, y: float) -> Outline:
    return Outline(x=x, y=y, width=0.1, height=0.1)


def test_a_number_stands_at_the_foot_of_its_outline() -> None:
    """Where nothing is near, it is exactly there."""
    assert place_pins([outline(0.3, 0.4)], wide=16, high=10) == ((0.35, 0.5),)


def test_a_number_stays_within_the_picture() -> None:
    """At the edge it is moved in, so that all of it can be touched."""
    [(x, y)] = place_pins([outline(0.9, 0.9)], wide=16, high=10)
    assert x == round(1 - PIN / PHONE / 2, 4) or x < 1 - PIN / PHONE / 2
    assert y < 0.9


@given(st.lists(st.tuples(st.floats(0, 0.9), st.floats(0, 0.9)), max_size=8))
def test_eight_numbers_never_touch_on_a_phone(places: list[tuple[float, float]]) -> None:
    """Whatever is outlined, a finger of 44 px finds one number and not two."""
    pins = place_pins([outline(x, y) for x, y in places], wide=1920, high=1200)
    for number, (x, y) in enumerate(pins):
        for other_x, other_y in pins[:number]:
            across, down = abs(x - other_x) * PHONE, abs(y - other_y) * PHONE * 1200 / 1920
            assert across >= 44 or down >= 44
