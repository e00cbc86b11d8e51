// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for a target's password once, not at every connection: a source may be a command, a locked keyring or a person.
#pragma once

#include <memory>
#include <optional>

#include "link/postgres/pglink.h"

namespace lockmaster {

class PasswordMemory
{
public:
    /// `source` may be empty: then provider() is empty too.
    explicit PasswordMemory(PasswordProvider source);

    /// Asks the source unless its last answer is still remembered.
    [[nodiscard]] PasswordProvider provider() const;

    /// The server refused it: ask again next time.
    void forget();

private:
    using Remembered = std::shared_ptr<std::optional<QString>>;
    static QCoro::Task<Result<QString>> ask(PasswordProvider source, Remembered remembered, std::stop_token stop);

    PasswordProvider m_source;
    Remembered m_remembered = std::make_shared<std::optional<QString>>();
};

} // namespace lockmaster
