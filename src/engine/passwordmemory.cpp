// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/passwordmemory.h"

namespace lockmaster {

PasswordMemory::PasswordMemory(PasswordProvider source) : m_source(std::move(source)) {}

PasswordProvider PasswordMemory::provider() const
{
    if (!m_source)
        return {};
    return [source = m_source, remembered = m_remembered](std::stop_token stop) {
        return ask(source, remembered, std::move(stop));
    };
}

void PasswordMemory::forget()
{
    m_remembered->reset();
}

QCoro::Task<Result<QString>> PasswordMemory::ask(PasswordProvider source, Remembered remembered, std::stop_token stop)
{
    if (*remembered)
        co_return Result<QString>(**remembered); // a copy: co_return of an lvalue moves from it in QCoro
    const Result<QString> answer = co_await source(stop);
    if (answer)
        *remembered = *answer;
    co_return Result<QString>(answer);
}

} // namespace lockmaster
