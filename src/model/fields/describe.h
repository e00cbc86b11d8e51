// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a ValueType out of a table of fields. Included by the sources that hold tables, never by a header.
//
//   template <>
//   struct FieldsOf<Session> {
//       static constexpr auto table = std::tuple{
//           inlined(&Session::key),
//           field("query", &Session::query, Secrecy::Statement),
//           …
//       };
//   };
//   LOCKMASTER_TABLE(Session)
//
// Each member of the type is in its table, or it does not compile. A table with `static void derive(Value &)` computes
// what is not stored.
#pragma once

#include <tuple>

#include "model/fields/shapes.h"

namespace lockmaster {

template <typename Value>
struct FieldsOf;

template <typename Owner, typename Member>
struct Field {
    Member Owner::*member;
    FieldInfo info;

    constexpr const Member &in(const Owner &value) const { return value.*member; }
    constexpr Member &in(Owner &value) const { return value.*member; }
};

/// A record whose fields stand among those of its owner.
template <typename Owner, typename Member>
struct InlinedFields : Field<Owner, Member> {
};

template <typename Base>
struct InheritedFields {
    constexpr const Base &in(const Base &value) const { return value; }
    constexpr Base &in(Base &value) const { return value; }
};

struct UntoldField {
};

template <typename Owner, typename Member>
constexpr Field<Owner, Member> field(const char *name, Member Owner::*member, Unit unit,
                                     Secrecy secrecy = Secrecy::Open)
{
    return {member, {QLatin1StringView(name), unit, secrecy}};
}
template <typename Owner, typename Member>
constexpr Field<Owner, Member> field(const char *name, Member Owner::*member, Secrecy secrecy = Secrecy::Open)
{
    return {member, {QLatin1StringView(name), Unit::None, secrecy}};
}
template <typename Owner, typename Member>
constexpr InlinedFields<Owner, Member> inlined(Member Owner::*member)
{
    return {{member, {}}};
}
template <typename Base>
constexpr InheritedFields<Base> inherited()
{
    return {};
}
/// Computed from the others: not stored.
template <typename Owner, typename Member>
constexpr UntoldField derived(Member Owner::*)
{
    return {};
}
/// Not for others to know: not stored.
template <typename Owner, typename Member>
constexpr UntoldField withheld(Member Owner::*)
{
    return {};
}

/// What initialises any member: for counting them.
struct AnyMember {
    template <typename Member>
    operator Member() const &; // NOLINT(google-explicit-constructor)
};

template <typename Value, std::size_t... Index>
constexpr bool takesMembers(std::index_sequence<Index...>)
{
    return requires { Value{(static_cast<void>(Index), AnyMember())...}; };
}

template <typename Value, std::size_t count>
constexpr bool hasMembers = takesMembers<Value>(std::make_index_sequence<count>())
                            && !takesMembers<Value>(std::make_index_sequence<count + 1>());

template <typename Value>
class TableWalk
{
public:
    static RecordInfo makeInfo()
    {
        RecordInfo info{{}, sizeof(Value)};
        forEach([&](const auto &line) { addTo(info, line); });
        return info;
    }
    static const RecordInfo &info()
    {
        static const RecordInfo made = makeInfo();
        return made;
    }
    static void giveFields(const void *value, const void *before, ValueSink &sink)
    {
        forEach([&](const auto &line) {
            give(line, *static_cast<const Value *>(value), static_cast<const Value *>(before), sink);
        });
    }
    static void takeField(void *value, std::size_t field, ValueSource &source)
    {
        forEach([&](const auto &line) { take(line, *static_cast<Value *>(value), field, source); });
    }
    static bool isSame(const void *left, const void *right)
    {
        return std::apply(
            [&](const auto &...line) {
                return (areSame(line, *static_cast<const Value *>(left), *static_cast<const Value *>(right)) && ...);
            },
            FieldsOf<Value>::table);
    }
    static void derive(void *value)
    {
        if constexpr (requires { FieldsOf<Value>::derive(*static_cast<Value *>(value)); })
            FieldsOf<Value>::derive(*static_cast<Value *>(value));
    }

private:
    static constexpr std::size_t kTaken = ~std::size_t(0);

    template <typename Visit>
    static void forEach(Visit visit)
    {
        std::apply([&](const auto &...line) { (visit(line), ...); }, FieldsOf<Value>::table);
    }

    /// The type of a record that stands inline.
    template <typename Line>
    static const ValueType &typeIn(const Line &line, const Value *value = nullptr)
    {
        return typeOf(static_cast<std::remove_reference_t<decltype(line.in(*value))> *>(nullptr));
    }

    template <typename Owner, typename Member>
    static void addTo(RecordInfo &info, const Field<Owner, Member> &line)
    {
        info.fields.push_back(line.info);
    }
    template <typename Line>
    static void addTo(RecordInfo &info, const Line &line)
    {
        if constexpr (!std::same_as<Line, UntoldField>) {
            const auto &more = typeIn(line).info().fields;
            info.fields.insert(info.fields.end(), more.begin(), more.end());
        }
    }

    template <typename Owner, typename Member>
    static void give(const Field<Owner, Member> &line, const Value &value, const Value *before, ValueSink &sink)
    {
        const Member *old = before ? &line.in(*before) : nullptr;
        if (old && sink.leavesOutSame() && Shape<Member>::isSame(line.in(value), *old))
            return;
        sink.field(line.info);
        Shape<Member>::give(line.in(value), old, sink);
    }
    template <typename Line>
    static void give(const Line &line, const Value &value, const Value *before, ValueSink &sink)
    {
        if constexpr (!std::same_as<Line, UntoldField>)
            typeIn(line).giveFields(&line.in(value), before ? &line.in(*before) : nullptr, sink);
    }

    template <typename Owner, typename Member>
    static void take(const Field<Owner, Member> &line, Value &value, std::size_t &field, ValueSource &source)
    {
        if (field == 0)
            Shape<Member>::take(line.in(value), source);
        field = field == 0 ? kTaken : field - 1;
    }
    template <typename Line>
    static void take(const Line &line, Value &value, std::size_t &field, ValueSource &source)
    {
        if constexpr (!std::same_as<Line, UntoldField>) {
            const std::size_t inside = typeIn(line).info().fields.size();
            if (field < inside)
                typeIn(line).takeField(&line.in(value), field, source);
            field = field < inside ? kTaken : field - inside;
        }
    }

    template <typename Owner, typename Member>
    static bool areSame(const Field<Owner, Member> &line, const Value &left, const Value &right)
    {
        return Shape<Member>::isSame(line.in(left), line.in(right));
    }
    template <typename Line>
    static bool areSame(const Line &line, const Value &left, const Value &right)
    {
        if constexpr (std::same_as<Line, UntoldField>)
            return true;
        else
            return typeIn(line).isSame(&line.in(left), &line.in(right));
    }
};

template <typename Value>
const ValueType &valueTypeOf()
{
    using Table = decltype(FieldsOf<Value>::table);
    static_assert(hasMembers<Value, std::tuple_size_v<Table>>, "a member of the type is missing in its table");
    using Walk = TableWalk<Value>;
    static constexpr ValueType type{Walk::info, Walk::giveFields, Walk::takeField, Walk::isSame, Walk::derive};
    return type;
}

} // namespace lockmaster

/// Defines the type's typeOf(), which its header declares.
#define LOCKMASTER_TABLE(Type)                                                                                         \
    const ValueType &typeOf(const Type *)                                                                              \
    {                                                                                                                  \
        return valueTypeOf<Type>();                                                                                    \
    }
