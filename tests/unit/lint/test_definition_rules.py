"""What the rules on paths, responses, revisions and texts take for one thing or another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.growth import assert_linear
from support.lint import document, lint_data, lint_files, messages_of

from connectorsmith.documents.document import Json
from connectorsmith.inputs.files import Files
from connectorsmith.lint.words.english import why_not_english
from connectorsmith.openapi.definition import Definition
from connectorsmith.openapi.operations import OperationPlace
from connectorsmith.openapi.reachable import Depths
from connectorsmith.openapi.references import References
from connectorsmith.openapi.routes import Routes


def found(rule: str, definition: Json) -> list[tuple[str, str]]:
    return messages_of(lint_data(definition, rules=[rule]))


def indented(text: str) -> list[tuple[str, str]]:
    return messages_of(lint_files(Files(document({}, text=text)), rules=["PP163"]))


def pointers(rule: str, definition: Json) -> list[str]:
    return [pointer for pointer, _ in found(rule, definition)]


def get(**keys: Json) -> Json:
    return {"paths": {"/books": {"get": {"operationId": "ListBooks", **keys}}}}


class TestEnglish:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "本",  # alone it is no text, but nothing Latin is in it
            "Списокъ книг",
            "本の一覧を返します。 (API)",
            "Liefert eine Liste der Bücher",
            "Renvoie la liste des livres",
            "Devuelve los libros de una biblioteca",
            "Restituisce gli libri della biblioteca",
            "Retorna os livros de uma biblioteca",
            "Geeft een lijst met boeken van het magazijn",
        ],
    )
    def test_other_languages(self, text: str) -> None:
        assert (why_not_english(text) is None) == (text == "")

    @pytest.mark.parametrize(
        "text",
        [
            "List books",
            "Lists the books of La Casa de Papel",
            "Liste Karten",
            "Über",
            "Resistance (Ω), in µ",
            "Convert 図 to text",
            "IBAN, SWIFT or BIC",
            "DES encryption",
            "OCR - PDF",
        ],
    )
    def test_what_is_or_may_be_english(self, text: str) -> None:
        assert why_not_english(text) is None


class TestRoutes:
    def overlaps(self, *paths: str) -> list[tuple[str, str, bool]]:
        places = [OperationPlace(path, "get") for path in paths]
        routes = Routes(places)
        told = [(place.path, routes.overlap(place)) for place in places]
        return [(path, one.place.path, one.is_crossed) for path, one in told if one]

    def test_a_fixed_word_beside_a_variable(self) -> None:
        assert self.overlaps("/a/me", "/a/{id}") == [("/a/{id}", "/a/me", False)]

    def test_capitals_do_not_matter(self) -> None:
        assert self.overlaps("/A/me", "/a/{id}") == [("/a/{id}", "/A/me", False)]

    def test_two_that_cross_are_told_once_at_the_second(self) -> None:
        assert self.overlaps("/a/{b}/c", "/a/d/{e}") == [("/a/d/{e}", "/a/{b}/c", True)]

    @pytest.mark.parametrize(
        "paths",
        [
            ("/a/{id}", "/a/{name}"),  # PP073b
            ("/a/{id}", "/a"),
            ("/a/{id}", "/a/"),
            ("/a/{id}", "/b/c"),
            ("/a/{id}/b", "/a/c/d"),
            ("/a('{id}')", "/a('x')"),  # a variable inside a segment is not looked at
        ],
    )
    def test_paths_that_differ(self, paths: tuple[str, ...]) -> None:
        assert self.overlaps(*paths) == []

    def test_the_methods_are_apart(self) -> None:
        get, post = OperationPlace("/a/{b}", "get"), OperationPlace("/a/b", "post")
        assert Routes([get, post]).overlap(get) is None

    def test_many_variables_cost_no_explosion(self) -> None:
        words = ["a", "{b}"]

        def prepare(count: int) -> Callable[[], object]:
            paths = [
                "/" + "/".join(words[number >> bit & 1] for bit in range(13))
                for number in range(count)
            ]
            return lambda: self.overlaps(*paths)

        assert_linear(prepare, 2**12)


class TestDepths:
    def test_references_are_followed_and_circles_count_once(self) -> None:
        root: dict[str, Json] = {
            "definitions": {
                "Leaf": {"type": "string"},
                "Tree": {
                    "properties": {
                        "leaf": {"$ref": "#/definitions/Leaf"},
                        "trees": {"items": {"$ref": "#/definitions/Tree"}},
                    }
                },
            }
        }
        schemas: list[tuple[dict[str, Json], int]] = [
            ({"type": "string"}, 1),
            ({"items": {"$ref": "#/definitions/Leaf"}}, 2),
            ({"items": {"$ref": "#/nowhere"}}, 2),
            ({"items": {"$ref": "#/definitions/Tree"}}, 3),
        ]
        depths = Depths(References(root))
        assert [depths.depth(schema) for schema, _ in schemas] == [
            n for _, n in schemas
        ]

    def test_a_long_chain_needs_no_recursion(self) -> None:
        count = 30_000
        definitions: dict[str, Json] = {
            f"D{n}": {"items": {"$ref": f"#/definitions/D{n + 1}"}}
            for n in range(count)
        }
        definitions[f"D{count}"] = {"type": "string"}
        definition: Json = {"definitions": definitions}
        (finding,) = lint_data(definition, rules=["PP132"])
        assert "at most 64 levels" in finding.message


def test_answers_are_found_through_references_and_circles() -> None:
    book: dict[str, Json] = {"properties": {"next": {"$ref": "#/definitions/Book"}}}
    sent: dict[str, Json] = {"type": "object"}
    error: dict[str, Json] = {"type": "object"}
    answers: dict[str, Json] = {
        "200": {"$ref": "#/responses/Books"},
        "400": {"schema": error},
    }
    root: dict[str, Json] = {
        "responses": {"Books": {"schema": {"items": {"$ref": "#/definitions/Book"}}}},
        "definitions": {"Book": book, "Sent": sent},
    }
    root["paths"] = {"/books": {"get": {"responses": answers}}}
    schemas = Definition(root).answered
    assert id(book) in schemas
    assert id(sent) not in schemas
    assert id(error) not in schemas


class TestResponses:
    def test_one_mistake_is_one_finding(self) -> None:
        """Of the rules on responses and of the standard."""
        text: Json = {"description": "", "schema": {"type": "string"}}
        operations: list[dict[str, Json]] = [
            {},
            {"responses": {}},
            {"responses": {"200": {"description": ""}}},
            {"responses": {"default": {"description": ""}}},
            {"responses": {"default": text}},
            {"responses": {"404": {"description": ""}}},
            {"responses": {"200": {"schema": {"type": "string"}}}},
            {"responses": {"200": {"description": "", "schema": {}}}},
            {"responses": {"200": text, "2XX": {"description": ""}}},
            {"responses": {"200": {"$ref": "#/responses/Books"}}},
            {
                "responses": {
                    "200": {"description": "", "schema": {"$ref": "#/definitions/B"}}
                }
            },
        ]
        for operation in operations:
            findings = lint_data(get(**operation))
            about = [f for f in findings if "/responses" in f.pointer]
            assert len(about) == 1, (operation, [(f.rule, f.message) for f in about])

    def test_an_error_beside_a_204_may_have_the_only_schema(self) -> None:
        answers: Json = {"204": {}, "400": {"schema": {"type": "object"}}}
        assert pointers("PP126", get(responses=answers)) == []

    def test_only_a_get_that_makers_see_has_to_say_what_it_answers(self) -> None:
        answers: Json = {"200": {"description": "OK"}}
        for method, is_told in (("get", True), ("post", False), ("delete", False)):
            paths: Json = {"/books": {method: {"responses": answers}}}
            assert bool(pointers("PP126", {"paths": paths})) is is_told
        hidden = get(responses=answers, **{"x-ms-visibility": "internal"})
        assert pointers("PP126", hidden) == []

    def test_the_schema_of_a_callback_is_in_its_notification(self) -> None:
        definition: Json = {
            "paths": {
                "/hooks": {
                    "x-ms-notification-content": {"schema": {}},
                    "post": {"responses": {"202": {"schema": {"type": "object"}}}},
                }
            }
        }
        assert pointers("PP126", definition) == []

    def test_a_shared_response_is_told_at_its_use(self) -> None:
        definition = get(responses={"default": {"$ref": "#/responses/Any"}})
        assert isinstance(definition, dict)
        definition["responses"] = {"Any": {"schema": {"type": "object"}}}
        assert pointers("PP122", definition) == ["/paths/~1books/get/responses/default"]

    def test_an_answer_to_head_has_no_content(self) -> None:
        answers: Json = {"200": {"schema": {"type": "object"}}}
        definition: Json = {"paths": {"/books": {"head": {"responses": answers}}}}
        (pointer,) = pointers("CS040", definition)
        assert pointer == "/paths/~1books/head/responses/200/schema"


class TestRevisions:
    def family(self, *annotations: Json) -> Json:
        return {
            "paths": {
                f"/{n}": {"get": {"operationId": f"Op{n}", "x-ms-api-annotation": one}}
                for n, one in enumerate(annotations)
            }
        }

    def test_the_newest_two_may_be_active(self) -> None:
        revisions = [{"family": "Op", "revision": n} for n in (3, 1, 4, 2)]
        assert sorted(pointers("PP088", self.family(*revisions))) == [
            "/paths/~11/get",
            "/paths/~13/get",
        ]

    def test_two_of_the_same_id_are_told_by_pp051_alone(self) -> None:
        definition: Json = {
            "paths": {
                "/a": {"get": {"operationId": "A"}},
                "/b": {"get": {"operationId": "A"}},
            }
        }
        assert pointers("PP087", definition) == []

    @pytest.mark.parametrize("revision", ["2", 1.5, True, [], {}, -1])
    def test_a_revision_is_a_whole_number(self, revision: Json) -> None:
        definition = self.family({"family": "Op", "revision": revision})
        assert len(found("PP083", definition)) == 1

    def test_a_huge_revision_is_shown_short(self) -> None:
        definition = self.family({"family": "Op", "revision": 10**5000})
        ((_, message),) = found("PP084", definition)
        assert len(message) < 200


class TestFile:
    def test_json_is_indented_by_two_or_four(self) -> None:
        for indent in ("  ", "    "):
            assert indented("{\n" + indent + '"info": {}\n}') == []
        ((_, message),) = indented('{\n   "info": {}\n}')
        assert message == "JSON must be indented by 2 or 4 spaces, not by 3."

    def test_untidy_lines_are_told_once(self) -> None:
        text = '{\n\t"a": 1, \r\n\t"b": 2,\n\t"c": 3\n}'
        ((_, message),) = indented(text)
        assert message == "Line 2 must not be indented by a tab (and 2 more)."

    def test_two_limits_of_size(self) -> None:
        assert found("PP002", {"x": "a" * 499_000}) == []
        assert (
            "at most 500,000 characters" in found("PP002", {"x": "a" * 500_000})[0][1]
        )
        assert "bytes" in found("PP002", {"x": "€" * 400_000})[0][1]

    def test_a_body_of_very_many_schemas(self) -> None:
        properties: Json = {f"p{n}": {"type": "string"} for n in range(512)}
        answers: Json = {"200": {"schema": {"properties": properties}}}
        ((pointer, message),) = found("PP077", get(responses=answers))
        assert pointer == "/paths/~1books/get"
        assert "at most 512 schemas" in message


class TestHosts:
    @pytest.mark.parametrize(
        "host",
        [
            "api.dev.a.example",
            "test01.a.example",
            "a-qa.b.example",
            "localhost:1",
            "127.0.0.1",
        ],
    )
    def test_of_a_stage(self, host: str) -> None:
        assert pointers("PP010", {"host": host}) == ["/host"]

    @pytest.mark.parametrize(
        "host",
        ["dev.to", "a.dev", "developers.a.example", "contest.a.example", "", "x"],
    )
    def test_of_production(self, host: str) -> None:
        assert pointers("PP010", {"host": host}) == []


@pytest.mark.parametrize(
    ("operation", "severity"), [({}, "error"), ({"responses": {}}, "warning")]
)
def test_no_response_is_told_once(operation: Json, severity: str) -> None:
    definition = {
        "swagger": "2.0",
        "info": {"title": "Books", "version": "1.0"},
        "paths": {"/books": {"get": operation}},
    }
    told = [
        (one.rule, str(one.severity))
        for one in lint_data(definition)
        if "respon" in one.message
    ]
    assert told == [("PP120", severity)]
