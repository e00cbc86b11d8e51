// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/bytes.h"

#include "model/fields/valuesink.h"

namespace lockmaster {
namespace {

constexpr std::int64_t kTextHead = 24; ///< of a QString that holds something
constexpr std::int64_t kNode = 64;     ///< of a map

/// Values that stand in a record or a list are counted with it; what they hold elsewhere is added.
class ByteSink : public ValueSink
{
public:
    std::int64_t bytes = 0;

    void nothing() override {}
    void flag(bool) override {}
    void number(std::int64_t) override {}
    void unsignedNumber(std::uint64_t) override {}
    void real(double) override {}
    void text(const QString &value) override { bytes += value.isEmpty() ? 0 : kTextHead + 2 * value.size(); }
    void word(const QString &) override {}
    void moment(std::chrono::sys_time<std::chrono::microseconds>) override {}
    void duration(std::chrono::microseconds) override {}
    // A record that is a member or a row by value is counted twice; those are small, and memory is not undercounted.
    void beginRecord(const RecordInfo &info) override { bytes += static_cast<std::int64_t>(info.bytes); }
    void field(const FieldInfo &) override {}
    void endRecord() override {}
    void beginList(std::size_t size, std::size_t bytesEach, const RecordInfo *rows) override
    {
        bytes += rows && bytesEach == rows->bytes ? 0 : static_cast<std::int64_t>(size * bytesEach);
    }
    void sameRow(std::size_t) override {}
    void endList() override {}
    void beginMap(std::size_t size) override { bytes += kNode * static_cast<std::int64_t>(size); }
    void key(const QString &key) override { text(key); }
    void endMap() override {}
    void shared() override {}
};

} // namespace

std::int64_t bytesIn(const ValueType &type, const void *value, const void *before)
{
    ByteSink sink;
    give(type, value, before, sink);
    return sink.bytes;
}

} // namespace lockmaster
