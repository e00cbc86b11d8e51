// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How values that are no records are told and taken: numbers, texts, times, lists, …. For tables of fields only
// (describe.h): heavy.
#pragma once

#include <QString>
#include <bit>
#include <chrono>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "model/fields/valuesink.h"
#include "model/fields/valuesource.h"
#include "model/fields/valuetype.h"

namespace lockmaster {

/// give(value, before, sink), take(value, source), isSame(left, right) for one kind of C++ type.
template <typename Value>
struct Shape;

/// Of an enumeration: `last` and name(), whose words are stable.
template <typename Word>
struct WordsOf;

template <Described Value>
struct Shape<Value> {
    static void give(const Value &value, const Value *before, ValueSink &sink)
    {
        lockmaster::give(typeOf(&value), &value, before, sink);
    }
    static void take(Value &value, ValueSource &source) { lockmaster::take(typeOf(&value), &value, source); }
    static bool isSame(const Value &left, const Value &right) { return typeOf(&left).isSame(&left, &right); }
};

/// For all that have a good operator==.
template <typename Value>
struct PlainShape {
    static bool isSame(const Value &left, const Value &right) { return left == right; }
};

template <>
struct Shape<bool> : PlainShape<bool> {
    static void give(bool value, const bool *, ValueSink &sink) { sink.flag(value); }
    static void take(bool &value, ValueSource &source) { value = source.flag(); }
};

template <std::signed_integral Number>
struct Shape<Number> : PlainShape<Number> {
    using Limits = std::numeric_limits<Number>;
    static void give(Number value, const Number *, ValueSink &sink) { sink.number(value); }
    static void take(Number &value, ValueSource &source)
    {
        value = static_cast<Number>(source.number(Limits::min(), Limits::max()));
    }
};

template <std::unsigned_integral Number>
struct Shape<Number> : PlainShape<Number> {
    static void give(Number value, const Number *, ValueSink &sink) { sink.unsignedNumber(value); }
    static void take(Number &value, ValueSource &source)
    {
        value = static_cast<Number>(source.unsignedNumber(std::numeric_limits<Number>::max()));
    }
};

template <>
struct Shape<double> {
    static void give(double value, const double *, ValueSink &sink) { sink.real(value); }
    static void take(double &value, ValueSource &source) { value = source.real(); }
    static bool isSame(double left, double right)
    {
        return std::bit_cast<std::uint64_t>(left) == std::bit_cast<std::uint64_t>(right);
    }
};

template <>
struct Shape<QString> : PlainShape<QString> {
    static void give(const QString &value, const QString *, ValueSink &sink) { sink.text(value); }
    static void take(QString &value, ValueSource &source) { value = source.text(); }
};

template <typename Word>
    requires std::is_enum_v<Word>
struct Shape<Word> : PlainShape<Word> {
    static const std::vector<QString> &words()
    {
        static const std::vector<QString> all = [] {
            std::vector<QString> made;
            for (int word = 0; word <= static_cast<int>(WordsOf<Word>::last); ++word)
                made.push_back(WordsOf<Word>::name(static_cast<Word>(word)));
            return made;
        }();
        return all;
    }
    static void give(Word value, const Word *, ValueSink &sink) { sink.word(words()[static_cast<std::size_t>(value)]); }
    static void take(Word &value, ValueSource &source)
    {
        if (const auto place = source.word(words()))
            value = static_cast<Word>(*place);
    }
};

using Microseconds = std::chrono::microseconds;

/// Short of where the difference of two would not be a number of nanoseconds any more: 1831 to 2109.
inline constexpr std::chrono::days kLongest{51'000};

/// Of clocks and counters gone mad too.
template <typename Duration>
Microseconds inMicroseconds(Duration duration)
{
    return std::clamp<std::common_type_t<Duration, std::chrono::seconds>>(duration, -kLongest, kLongest);
}

template <typename Number, typename Period>
struct Shape<std::chrono::duration<Number, Period>> : PlainShape<std::chrono::duration<Number, Period>> {
    using Duration = std::chrono::duration<Number, Period>;
    static void give(Duration value, const Duration *, ValueSink &sink) { sink.duration(inMicroseconds(value)); }
    static void take(Duration &value, ValueSource &source)
    {
        value = std::chrono::floor<Duration>(inMicroseconds(source.duration()));
    }
};

template <>
struct Shape<WallTime> : PlainShape<WallTime> {
    static void give(WallTime value, const WallTime *, ValueSink &sink)
    {
        sink.moment(WallTime(inMicroseconds(value.time_since_epoch())));
    }
    static void take(WallTime &value, ValueSource &source)
    {
        value = WallTime(inMicroseconds(source.moment().time_since_epoch()));
    }
};

/// The steady clock means nothing in another run: what was so long before something else by the wall is so by it too.
template <>
struct Shape<Stamp> {
    static void give(const Stamp &value, const Stamp *, ValueSink &sink)
    {
        Shape<WallTime>::give(value.wall, nullptr, sink);
    }
    static void take(Stamp &value, ValueSource &source)
    {
        Shape<WallTime>::take(value.wall, source);
        value.steady = SteadyTime(value.wall.time_since_epoch());
    }
    static bool isSame(const Stamp &left, const Stamp &right) { return left.wall == right.wall; }
};

template <typename Value>
struct Shape<std::optional<Value>> {
    using Optional = std::optional<Value>;
    static void give(const Optional &value, const Optional *, ValueSink &sink)
    {
        if (value)
            Shape<Value>::give(*value, nullptr, sink);
        else
            sink.nothing();
    }
    static void take(Optional &value, ValueSource &source)
    {
        value.reset();
        if (!source.isNothing())
            Shape<Value>::take(value.emplace(), source);
    }
    static bool isSame(const Optional &left, const Optional &right)
    {
        return left.has_value() == right.has_value() && (!left || Shape<Value>::isSame(*left, *right));
    }
};

template <typename Value>
struct Shape<std::shared_ptr<const Value>> {
    using Pointer = std::shared_ptr<const Value>;
    static void give(const Pointer &value, const Pointer *before, ValueSink &sink)
    {
        if (!value)
            sink.nothing();
        else if (before && *before == value && !sink.leavesOutSame())
            sink.shared();
        else
            Shape<Value>::give(*value, before ? before->get() : nullptr, sink);
    }
    static void take(Pointer &value, ValueSource &source)
    {
        if (source.isNothing())
            return value.reset();
        auto next = value ? std::make_shared<Value>(*value) : std::make_shared<Value>();
        Shape<Value>::take(*next, source);
        value = std::move(next);
    }
    static bool isSame(const Pointer &left, const Pointer &right)
    {
        return left == right || (left && right && Shape<Value>::isSame(*left, *right));
    }
};

template <typename Item>
struct IsShared : std::false_type {
};
template <typename Item>
struct IsShared<std::shared_ptr<const Item>> : std::true_type {
    using Value = Item;
};

template <typename List>
struct ListShape {
    using Item = typename List::value_type;
    using Places = std::unordered_map<const void *, std::size_t>;

    static const RecordInfo *rows()
    {
        if constexpr (IsShared<Item>::value)
            return &typeOf(static_cast<const typename IsShared<Item>::Value *>(nullptr)).info();
        else if constexpr (Described<Item>)
            return &typeOf(static_cast<const Item *>(nullptr)).info();
        else
            return nullptr;
    }
    static Places placesIn(const List *before)
    {
        Places places;
        if constexpr (IsShared<Item>::value) {
            for (std::size_t i = 0; before && i < before->size(); ++i)
                places.emplace((*before)[i].get(), i);
        }
        return places;
    }
    static void give(const List &list, const List *before, ValueSink &sink)
    {
        sink.beginList(static_cast<std::size_t>(list.size()), sizeof(Item), rows());
        const Places places = placesIn(before);
        for (const Item &item : list) {
            if constexpr (IsShared<Item>::value) {
                if (const auto place = places.find(item.get()); place != places.end()) {
                    sink.sameRow(place->second);
                    continue;
                }
            }
            Shape<Item>::give(item, nullptr, sink);
        }
        sink.endList();
    }
    /// Of a pointer too there is a value: rows are never null.
    static void takeItem(List &list, ValueSource &source)
    {
        if constexpr (IsShared<Item>::value) {
            auto made = std::make_shared<typename IsShared<Item>::Value>();
            Shape<typename IsShared<Item>::Value>::take(*made, source);
            list.push_back(std::move(made));
        } else {
            Shape<Item>::take(list.emplace_back(), source);
        }
    }
    static void take(List &list, ValueSource &source)
    {
        const List before = std::exchange(list, {});
        const auto takeSame = [&](std::uint64_t place) {
            if (place >= static_cast<std::uint64_t>(before.size()))
                return source.fail();
            list.push_back(before[static_cast<typename List::size_type>(place)]);
        };
        source.list(sizeof(Item), rows(), [&] { takeItem(list, source); }, takeSame);
    }
    static bool isSame(const List &left, const List &right)
    {
        return std::equal(left.begin(), left.end(), right.begin(), right.end(), Shape<Item>::isSame);
    }
};

template <typename Item>
struct Shape<std::vector<Item>> : ListShape<std::vector<Item>> {
};
template <typename Item>
struct Shape<QList<Item>> : ListShape<QList<Item>> {
};

/// As a list of two.
template <typename First, typename Second>
struct Shape<std::pair<First, Second>> {
    using Pair = std::pair<First, Second>;
    static void give(const Pair &value, const Pair *, ValueSink &sink)
    {
        sink.beginList(2, 0, nullptr);
        Shape<First>::give(value.first, nullptr, sink);
        Shape<Second>::give(value.second, nullptr, sink);
        sink.endList();
    }
    static void take(Pair &value, ValueSource &source)
    {
        int taken = 0;
        const auto takeNext = [&] {
            switch (taken++) {
            case 0: return Shape<First>::take(value.first, source);
            case 1: return Shape<Second>::take(value.second, source);
            default: return source.fail();
            }
        };
        source.list(0, nullptr, takeNext, [&](std::uint64_t) { source.fail(); });
        if (taken != 2)
            source.fail();
    }
    static bool isSame(const Pair &left, const Pair &right)
    {
        return Shape<First>::isSame(left.first, right.first) && Shape<Second>::isSame(left.second, right.second);
    }
};

/// Maps of texts to anything; those of Qt and of the standard library are walked in different ways.
template <typename Map>
    requires std::same_as<typename Map::key_type, QString>
struct Shape<Map> {
    using Mapped = typename Map::mapped_type;

    template <typename Place>
    static const QString &keyAt(const Place &place)
    {
        if constexpr (requires { place.key(); })
            return place.key();
        else
            return place->first;
    }
    template <typename Place>
    static const Mapped &mappedAt(const Place &place)
    {
        if constexpr (requires { place.value(); })
            return place.value();
        else
            return place->second;
    }
    static void give(const Map &map, const Map *, ValueSink &sink)
    {
        sink.beginMap(static_cast<std::size_t>(map.size()));
        for (auto place = map.begin(); place != map.end(); ++place) {
            sink.key(keyAt(place));
            Shape<Mapped>::give(mappedAt(place), nullptr, sink);
        }
        sink.endMap();
    }
    static void take(Map &map, ValueSource &source)
    {
        map.clear();
        source.map([&](const QString &key) { Shape<Mapped>::take(map[key], source); });
    }
    static bool isSame(const Map &left, const Map &right)
    {
        if (left.size() != right.size())
            return false;
        for (auto place = left.begin(); place != left.end(); ++place) {
            const auto other = right.find(keyAt(place));
            if (other == right.end() || !Shape<Mapped>::isSame(mappedAt(place), mappedAt(other)))
                return false;
        }
        return true;
    }
};

} // namespace lockmaster
